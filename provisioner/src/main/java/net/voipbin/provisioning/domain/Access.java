package net.voipbin.provisioning.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The checks before a command's own rule: the refusals come in the order that discloses least to a stranger. A rule that
 * is called here gets only live resources of a live customer on which the actor may write.
 */
public final class Access {

    private Access() {}

    /** Decides about something new of the customer, for actors with one of the permission bits. */
    public static Decision.Final toCreate(Situation situation, int wanted, Function<Customer, Decision.Final> rule) {
        return refusal(situation, wanted)
                .or(() -> Authority.requireVersion(situation, Optional.empty()))
                .map(Rejection::decision)
                .orElseGet(() -> rule.apply(liveCustomer(situation)));
    }

    /** Decides about the customer itself, for actors with one of the permission bits. */
    public static Decision.Final toCustomer(Situation situation, int wanted, Function<Customer, Decision.Final> rule) {
        return refusal(situation, wanted)
                .or(() -> Authority.requireVersion(situation, situation.tenant().customer()))
                .map(Rejection::decision)
                .orElseGet(() -> rule.apply(liveCustomer(situation)));
    }

    /** Decides about a resource of the customer, for actors with one of the permission bits. */
    public static <R extends Resource> Decision.Final to(
            Situation situation, int wanted, Class<R> type, UUID id, Function<R, Decision.Final> rule) {
        return refusal(situation, wanted).map(Rejection::decision).orElseGet(() -> found(situation, type, id, rule));
    }

    /** Decides about an agent, for those who may change agents and for the agent itself. */
    public static Decision.Final toAgent(Situation situation, UUID id, Function<Agent, Decision.Final> rule) {
        boolean itself = Authority.visibleCustomer(situation)
                .flatMap(customer -> Authority.agent(situation))
                .filter(agent -> agent.id().equals(id))
                .isPresent();
        return itself
                ? Authority.requireWritable(situation, liveCustomer(situation))
                        .map(Rejection::decision)
                        .orElseGet(() -> found(situation, Agent.class, id, rule))
                : to(situation, Permission.STAFF, Agent.class, id, rule);
    }

    private static <R extends Resource> Decision.Final found(
            Situation situation, Class<R> type, UUID id, Function<R, Decision.Final> rule) {
        Supplier<Decision.Final> unknown = () -> Rejection.notFound().decision();
        return situation
                .tenant()
                .find(type, id)
                .map(resource -> Authority.requireVersion(situation, Optional.of(resource))
                        .map(Rejection::decision)
                        .orElseGet(() -> rule.apply(resource)))
                .orElseGet(unknown);
    }

    private static Optional<Rejection> refusal(Situation situation, int wanted) {
        return Authority.visibleCustomer(situation)
                .map(customer -> Authority.requireInTenant(situation, wanted)
                        .or(() -> Authority.requireWritable(situation, customer)))
                .orElseGet(() -> Optional.of(Rejection.notFound()));
    }

    private static Customer liveCustomer(Situation situation) {
        return Authority.visibleCustomer(situation).orElseThrow();
    }
}
