package net.voipbin.provisioning.domain;

import java.util.Optional;

/** What a tag's fields may hold. */
final class TagRules {

    private TagRules() {}

    static Optional<Rejection> flaw(String name, String detail) {
        return name.isEmpty()
                ? Field.invalid("name", "is empty.")
                : Field.firstFlaw(
                        Field.text("name", name, Field.MAX_NAME), Field.text("detail", detail, Field.MAX_DETAIL));
    }
}
