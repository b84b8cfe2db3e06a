package net.voipbin.provisioning.domain.model;

import java.util.Optional;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.InMemoryTenant;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.agent.UpdateAgentPassword;

/** What holds of every change, whatever was asked. Each tells what contradicts it. */
enum ChangeInvariant {
    NOBODY_GIVES_TAKES_OR_USURPS_RIGHTS_BEYOND_ITS_OWN(ChangeInvariant::usurped),
    A_CHANGE_STAYS_WITHIN_ITS_CUSTOMER(ChangeInvariant::foreign),
    VERSIONS_FOLLOW_WITHOUT_A_GAP(ChangeInvariant::gaps),
    THE_GUEST_KEEPS_WHAT_MAKES_IT_ONE(ChangeInvariant::guests);

    private interface Contradictions {
        Stream<String> of(InMemoryTenant before, Command command, Decision.Applied applied);
    }

    private final Contradictions contradictions;

    ChangeInvariant(Contradictions contradictions) {
        this.contradictions = contradictions;
    }

    /** @throws AssertionError where the change contradicts it */
    void check(InMemoryTenant before, Command command, Decision.Applied applied) {
        contradictions.of(before, command, applied).findFirst().ifPresent(contradiction -> {
            throw new AssertionError(this + ": " + contradiction);
        });
    }

    private static Stream<String> usurped(InMemoryTenant before, Command command, Decision.Applied applied) {
        int givable = givable(before, command);
        boolean customerEnds = customerEnds(applied);
        return applied.changes().stream()
                .filter(change -> change.after() instanceof Agent)
                .filter(change -> {
                    Agent after = (Agent) change.after();
                    int held = change.before()
                            .map(Agent.class::cast)
                            .map(agent -> agent.permission().mask())
                            .orElse(0);
                    int had = after.permission().mask();
                    boolean given = (had & ~held & ~givable) != 0 && !born(applied);
                    boolean touched = had != held || (!after.live() && !customerEnds) || setsPassword(command, after);
                    return given || (touched && (held & ~givable) != 0);
                })
                .map(change -> command.actor() + " may give " + givable + " and did " + change);
    }

    /** The guest's permission, and that of the first super admin, come with the customer. */
    private static boolean born(Decision.Applied applied) {
        return applied.changes().stream()
                .anyMatch(change ->
                        change.after() instanceof Customer && change.before().isEmpty());
    }

    private static boolean setsPassword(Command command, Agent agent) {
        return command.request() instanceof UpdateAgentPassword
                && !(command.actor() instanceof Actor.TenantAgent asking
                        && asking.agentId().equals(agent.id()));
    }

    private static int givable(InMemoryTenant before, Command command) {
        int held = switch (command.actor()) {
            case Actor.Platform platform -> 1;
            case Actor.SuperAdmin superAdmin -> 1;
            case Actor.TenantAgent agent ->
                before.agent(agent.agentId())
                        .map(known -> known.permission().mask())
                        .orElse(0);
        };
        int ofManager = (held & 64) != 0 ? 16 | 64 : 0;
        int ofAdmin = (held & 32) != 0 ? 16 | 32 | 64 : 0;
        return (held & 1) != 0 ? 113 : ofManager | ofAdmin;
    }

    private static Stream<String> foreign(InMemoryTenant before, Command command, Decision.Applied applied) {
        return applied.changes().stream()
                .map(Change::after)
                .filter(resource -> !resource.customerId().equals(command.customerId()))
                .map(Resource::toString);
    }

    private static Stream<String> gaps(InMemoryTenant before, Command command, Decision.Applied applied) {
        return applied.changes().stream()
                .filter(change -> {
                    Optional<Resource> known = before.everyResource()
                            .filter(resource ->
                                    resource.id().equals(change.after().id()))
                            .findFirst();
                    long version =
                            known.map(resource -> resource.revision().version()).orElse(0L);
                    return !known.equals(change.before())
                            || change.after().revision().version() != version + 1;
                })
                .map(Change::toString);
    }

    private static Stream<String> guests(InMemoryTenant before, Command command, Decision.Applied applied) {
        boolean customerEnds = customerEnds(applied);
        return applied.changes().stream()
                .filter(change -> change.before()
                        .filter(resource -> resource instanceof Agent agent && agent.guest())
                        .isPresent())
                .filter(change -> !(change.after() instanceof Agent after
                        && after.guest()
                        && after.live() != customerEnds
                        && after.permission().mask() == 32))
                .map(Change::toString);
    }

    private static boolean customerEnds(Decision.Applied applied) {
        return applied.changes().stream()
                .anyMatch(change ->
                        change.after() instanceof Customer && !change.after().live());
    }
}
