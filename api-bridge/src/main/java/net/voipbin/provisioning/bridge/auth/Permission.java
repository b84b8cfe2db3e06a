package net.voipbin.provisioning.bridge.auth;

/** What an agent may do: a sum of the named bits. Immutable. */
public record Permission(int mask) {

    public static final int SUPER_ADMIN = 1;
    public static final int CUSTOMER_AGENT = 16;
    public static final int CUSTOMER_ADMIN = 32;
    public static final int CUSTOMER_MANAGER = 64;

    /** Whether any of the wanted bits is held; super admin holds them all. */
    public boolean allows(int wanted) {
        return (mask & (wanted | SUPER_ADMIN)) != 0;
    }
}
