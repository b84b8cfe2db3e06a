package net.voipbin.provisioning.domain;

import java.util.Collection;
import java.util.Optional;
import net.voipbin.provisioning.domain.text.Words;

/** A permission that a customer may give by default to its new agents. */
public enum DefaultPermission {
    CUSTOMER_AGENT("customer_agent", Permission.CUSTOMER_AGENT),
    CUSTOMER_ADMIN("customer_admin", Permission.CUSTOMER_ADMIN),
    CUSTOMER_MANAGER("customer_manager", Permission.CUSTOMER_MANAGER);

    private final String published;
    private final int bit;

    DefaultPermission(String published, int bit) {
        this.published = published;
        this.bit = bit;
    }

    public String published() {
        return published;
    }

    /** Empty where it is none of them. */
    public static Optional<DefaultPermission> named(String text) {
        return Words.find(values(), DefaultPermission::published, text);
    }

    /** The union of their bits. */
    public static int mask(Collection<DefaultPermission> permissions) {
        return permissions.stream().mapToInt(permission -> permission.bit).reduce(0, (left, right) -> left | right);
    }
}
