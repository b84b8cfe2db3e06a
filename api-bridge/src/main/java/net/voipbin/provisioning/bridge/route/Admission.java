package net.voipbin.provisioning.bridge.route;

import net.voipbin.provisioning.bridge.auth.Permission;

/**
 * Which callers a route takes. Immutable.
 *
 * @param wanted bits of which the caller's permission needs one; {@link #NO_PERMISSION} where each caller will do
 * @param agentsOnly whether an access key is turned away
 * @param state in which states of its account a tenant may use the route
 */
public record Admission(int wanted, boolean agentsOnly, AccountState state) {

    public static final int NO_PERMISSION = 0;

    public static final Admission SUPER_ADMIN = anyOf(Permission.SUPER_ADMIN);

    /** Admins of the customer. */
    public static final Admission ADMIN = anyOf(Permission.CUSTOMER_ADMIN);

    /** Admins and managers of the customer. */
    public static final Admission STAFF = anyOf(Permission.CUSTOMER_ADMIN | Permission.CUSTOMER_MANAGER);

    /** Every caller, be it an agent or an access key. */
    public static final Admission CALLERS = anyOf(NO_PERMISSION);

    /** Every agent, in person. */
    public static final Admission AGENTS = new Admission(NO_PERMISSION, true, AccountState.OPEN);

    /** What a tenant's account may be when the route is used. */
    public enum AccountState {
        /** Not frozen; to write, not suspended either. */
        OPEN,
        /** Anything: the way out is open to all. */
        LEAVING,
        /** Not suspended. */
        RETURNING
    }

    /** Callers with one of the permission bits. */
    public static Admission anyOf(int wanted) {
        return new Admission(wanted, false, AccountState.OPEN);
    }

    public Admission when(AccountState other) {
        return new Admission(wanted, agentsOnly, other);
    }
}
