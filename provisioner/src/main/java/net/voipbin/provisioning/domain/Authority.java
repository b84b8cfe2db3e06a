package net.voipbin.provisioning.domain;

import java.util.Map;
import java.util.Optional;

/** Who may do what. Each rule tells why the actor may not, or nothing. */
public final class Authority {

    private Authority() {}

    /** Only the platform: an upstream service or a super admin. */
    public static Optional<Rejection> requirePlatform(Situation situation) {
        return ofPlatform(situation) ? Optional.empty() : Optional.of(Rejection.permissionDenied());
    }

    /** The platform, or an agent of this customer that has one of the bits. */
    public static Optional<Rejection> requireInTenant(Situation situation, int wanted) {
        return permission(situation).allows(wanted) ? Optional.empty() : Optional.of(Rejection.permissionDenied());
    }

    /** The actor may hand out every one of these bits. */
    public static Optional<Rejection> requireGrant(Situation situation, int bits) {
        return permission(situation).grants(bits)
                ? Optional.empty()
                : Optional.of(Rejection.of(
                        Reason.PERMISSION_DENIED, "The caller may not grant a permission that it cannot give."));
    }

    /** The live customer, where the actor may know of it: for a tenant nothing but the own one exists. */
    public static Optional<Customer> visibleCustomer(Situation situation) {
        boolean visible = ofPlatform(situation) || agent(situation).isPresent();
        return visible ? situation.tenant().customer().filter(Customer::live) : Optional.empty();
    }

    /** Tenants of a suspended or frozen customer may read, not write. */
    public static Optional<Rejection> requireWritable(Situation situation, Customer customer) {
        if (ofPlatform(situation)) {
            return Optional.empty();
        }
        return switch (customer.status()) {
            case INITIAL, ACTIVE -> Optional.empty();
            case SUSPENDED -> Optional.of(Rejection.of(Reason.ACCOUNT_SUSPENDED, "The account is suspended."));
            case FROZEN ->
                Optional.of(Rejection.of(Reason.ACCOUNT_FROZEN, "The account is frozen and will be deleted."));
            case DELETED, EXPIRED -> Optional.of(Rejection.notFound());
        };
    }

    /** The command's expected version, if it has one, is that of the resource. */
    public static Optional<Rejection> requireVersion(Situation situation, Optional<? extends Resource> resource) {
        long present = resource.map(found -> found.revision().version()).orElse(0L);
        return situation.command().expectedVersion().isEmpty()
                        || situation.command().expectedVersion().getAsLong() == present
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Reason.VERSION_MISMATCH,
                        "The resource has another version.",
                        Map.of("version", new Rejection.Detail.Quantity(present))));
    }

    private static boolean ofPlatform(Situation situation) {
        return switch (situation.command().actor()) {
            case Actor.Platform platform -> true;
            case Actor.SuperAdmin superAdmin -> true;
            case Actor.TenantAgent agent -> permission(situation).allows(Permission.SUPER_ADMIN);
        };
    }

    private static Permission permission(Situation situation) {
        return switch (situation.command().actor()) {
            case Actor.Platform platform -> Permission.PLATFORM;
            case Actor.SuperAdmin superAdmin -> Permission.PLATFORM;
            case Actor.TenantAgent agent ->
                agent(situation).map(Agent::permission).orElse(new Permission(0));
        };
    }

    /** The agent that acts, where it is one of the customer's. */
    public static Optional<Agent> agent(Situation situation) {
        return switch (situation.command().actor()) {
            case Actor.Platform platform -> Optional.empty();
            case Actor.SuperAdmin superAdmin -> Optional.empty();
            case Actor.TenantAgent agent -> situation.tenant().find(Agent.class, agent.agentId());
        };
    }
}
