package net.voipbin.provisioning.bridge.auth;

import net.voipbin.provisioning.vocabulary.PermissionBits;

/** What an agent may do: a sum of the named bits. Immutable. */
public record Permission(int mask) {

    public static final int SUPER_ADMIN = PermissionBits.SUPER_ADMIN;
    public static final int CUSTOMER_AGENT = PermissionBits.CUSTOMER_AGENT;
    public static final int CUSTOMER_ADMIN = PermissionBits.CUSTOMER_ADMIN;
    public static final int CUSTOMER_MANAGER = PermissionBits.CUSTOMER_MANAGER;

    /** Whether any of the wanted bits is held; super admin holds them all. */
    public boolean allows(int wanted) {
        return PermissionBits.allow(mask, wanted);
    }
}
