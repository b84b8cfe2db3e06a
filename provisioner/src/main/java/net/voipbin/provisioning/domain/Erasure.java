package net.voipbin.provisioning.domain;

import java.util.UUID;

/** What stands in place of personal data once it is erased. */
final class Erasure {

    private static final int SHOWN = 8;

    private Erasure() {}

    static String name(UUID id) {
        return "deleted_user_" + id.toString().substring(0, SHOWN);
    }

    static String email(UUID id) {
        return "deleted_" + id.toString().substring(0, SHOWN) + "@removed.invalid";
    }
}
