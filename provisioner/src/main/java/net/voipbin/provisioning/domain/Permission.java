package net.voipbin.provisioning.domain;

import java.util.Optional;
import net.voipbin.provisioning.vocabulary.PermissionBits;

/** What an agent may do: a sum of the named bits. Immutable. */
public record Permission(int mask) {

    public static final int SUPER_ADMIN = PermissionBits.SUPER_ADMIN;
    public static final int CUSTOMER_AGENT = PermissionBits.CUSTOMER_AGENT;
    public static final int CUSTOMER_ADMIN = PermissionBits.CUSTOMER_ADMIN;
    public static final int CUSTOMER_MANAGER = PermissionBits.CUSTOMER_MANAGER;

    private static final int ALL = SUPER_ADMIN | CUSTOMER_AGENT | CUSTOMER_ADMIN | CUSTOMER_MANAGER;

    /** Those who may change what the customer works with. */
    public static final int STAFF = CUSTOMER_ADMIN | CUSTOMER_MANAGER;

    public static final Permission ADMIN = new Permission(CUSTOMER_ADMIN);
    public static final Permission PLATFORM = new Permission(SUPER_ADMIN);

    public Permission {
        if ((mask & ~ALL) != 0) {
            throw new IllegalArgumentException("permission has unknown bits: " + mask);
        }
    }

    /** Empty where the mask is no sum of the named bits. */
    public static Optional<Permission> of(int mask) {
        return (mask & ~ALL) == 0 ? Optional.of(new Permission(mask)) : Optional.empty();
    }

    /** Whether any of the wanted bits is held; super admin holds them all. */
    public boolean allows(int wanted) {
        return PermissionBits.allow(mask, wanted);
    }

    /** Whether every one of the bits may be handed to another. */
    public boolean grants(int bits) {
        return (bits & ~grantable()) == 0;
    }

    private int grantable() {
        int grantable = 0;
        if ((mask & SUPER_ADMIN) != 0) {
            grantable |= ALL;
        }
        if ((mask & CUSTOMER_ADMIN) != 0) {
            grantable |= CUSTOMER_AGENT | CUSTOMER_ADMIN | CUSTOMER_MANAGER;
        }
        if ((mask & CUSTOMER_MANAGER) != 0) {
            grantable |= CUSTOMER_AGENT | CUSTOMER_MANAGER;
        }
        return grantable;
    }
}
