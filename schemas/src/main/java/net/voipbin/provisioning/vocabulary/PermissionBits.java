package net.voipbin.provisioning.vocabulary;

/** The bits of an agent's permission; a permission is a sum of them. */
public final class PermissionBits {

    /** Acts for the platform: may do anything. */
    public static final int SUPER_ADMIN = 1;

    /** Handles calls and messages, and may change its own agent alone. */
    public static final int CUSTOMER_AGENT = 16;

    /** May do anything within its customer. */
    public static final int CUSTOMER_ADMIN = 32;

    /** May change what the customer works with, but neither the customer itself nor its account. */
    public static final int CUSTOMER_MANAGER = 64;

    private PermissionBits() {}

    /** Whether the mask has any of the wanted bits; a super admin has them all. */
    public static boolean allow(int mask, int wanted) {
        return (mask & (wanted | SUPER_ADMIN)) != 0;
    }
}
