package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.customer.CustomerEnd;

/**
 * Carries out commands on any number of customers, one after the other, with the claims that they ask for. Not
 * thread-safe.
 */
public final class InMemoryProvisioner {

    /** The way from state and command to a decision. */
    @FunctionalInterface
    public interface Deciding {
        Decision decide(Tenant tenant, Command command, Instant time, ClaimAnswers claims);
    }

    private final Deciding deciding;
    private final InMemoryClaims claims = new InMemoryClaims();
    private final Map<UUID, InMemoryTenant> tenants = new HashMap<>();

    public InMemoryProvisioner(UUID platformCustomerId) {
        this(Samples.decider(platformCustomerId)::decide);
    }

    /** A provisioner that decides in another way, for tests of tests. */
    public InMemoryProvisioner(Deciding deciding) {
        this.deciding = deciding;
    }

    /** Decides and carries out; the command arrives at the instant in which it was issued. */
    public Decision handle(Command command) {
        return handle(command, command.time());
    }

    /** Decides and carries out; never answers that claims are wanted. */
    public Decision handle(Command command, Instant received) {
        InMemoryTenant tenant = tenant(command.customerId());
        Map<Claim, Boolean> answers = new HashMap<>();
        List<Claim> granted = new ArrayList<>();
        while (true) {
            Decision decision = deciding.decide(
                    tenant,
                    command,
                    Decider.timeOfChange(tenant, command, received),
                    claim -> Optional.ofNullable(answers.get(claim)));
            switch (decision) {
                case Decision.Claiming claiming ->
                    claiming.claims().forEach(claim -> {
                        boolean own = claims.holder(claim.namespace(), claim.value())
                                .filter(claim.holderId()::equals)
                                .isPresent();
                        boolean grantedNow = claims.claim(claim);
                        if (grantedNow && !own) {
                            granted.add(claim);
                        }
                        answers.put(claim, grantedNow);
                    });
                case Decision.Rejected rejected -> {
                    granted.forEach(claims::release);
                    return rejected;
                }
                case Decision.Applied applied -> {
                    tenants.put(command.customerId(), tenant.evolve(applied));
                    applied.released().forEach(claims::release);
                    return complete(command.customerId(), applied);
                }
            }
        }
    }

    /** The further changes of a large customer's end, which are no part of the command's own. */
    private Decision complete(UUID customerId, Decision.Applied applied) {
        boolean ended = applied.changes().stream()
                .map(Change::after)
                .anyMatch(resource -> resource instanceof Customer && !resource.live());
        Optional<Tenant.Place> after = Optional.empty();
        while (ended) {
            InMemoryTenant tenant = tenant(customerId);
            Optional<Decision.Applied> next =
                    CustomerEnd.goOn(tenant, tenant.customer().orElseThrow(), after);
            if (next.isEmpty()) {
                break;
            }
            tenants.put(customerId, tenant.evolve(next.get()));
            next.get().released().forEach(claims::release);
            after = Optional.of(Tenant.Place.of(next.get().changes().getLast().after()));
        }
        return applied;
    }

    /** Puts a state in place that no command brings about yet. */
    public void put(Resource resource) {
        tenants.put(resource.customerId(), tenant(resource.customerId()).with(resource));
    }

    public InMemoryTenant tenant(UUID customerId) {
        return tenants.getOrDefault(customerId, InMemoryTenant.UNKNOWN);
    }

    public InMemoryClaims claims() {
        return claims;
    }
}
