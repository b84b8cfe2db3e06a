package net.voipbin.provisioning.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decider;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.InMemoryTenant;
import net.voipbin.provisioning.domain.Periods;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Samples;

/**
 * One run of steps through the core and the rules' model side by side; after each step the two are compared and every
 * invariant is checked. A command that arrives again is answered from what is remembered, as the topology does. Not
 * thread-safe.
 */
final class Trial {

    /** A command as it arrived, for other runs to hand it in too. */
    record Arrival(Verb verb, Command command, Instant received) {}

    /**
     * What became of it.
     *
     * @param before the customer when it was decided
     */
    record Done(Arrival arrival, InMemoryTenant before, Decision result, String outcome) {}

    private final InMemoryProvisioner.Deciding deciding;
    private final RememberedResults provisioner;
    private final TenancyModel model = new TenancyModel(Samples.PLATFORM_ID);
    private final StepCommands commands;
    private final TrialCounts counts;
    private final boolean ruled;
    private final Map<UUID, InMemoryTenant> tenants = new HashMap<>();
    private final Map<UUID, Credential> credentials = new HashMap<>();
    private final Set<UUID> endedWithCustomer = new HashSet<>();
    private final List<Done> done = new ArrayList<>();
    private Instant now = Samples.NOON;

    private Trial(
            InMemoryProvisioner.Deciding deciding,
            boolean forgetful,
            boolean ruled,
            boolean apart,
            TrialCounts counts) {
        this.ruled = ruled;
        this.deciding = deciding;
        this.provisioner = new RememberedResults(new InMemoryProvisioner(deciding), forgetful);
        this.commands = new StepCommands(model.world(), apart);
        this.counts = counts;
        counts.sequence();
    }

    /** A trial in which customers want the same values. */
    static Trial competing(TrialCounts counts) {
        return new Trial(Samples.decider(Samples.PLATFORM_ID)::decide, false, true, false, counts);
    }

    /** A trial in which no two customers want the same value. */
    static Trial apart(TrialCounts counts) {
        return new Trial(Samples.decider(Samples.PLATFORM_ID)::decide, false, true, true, counts);
    }

    static Trial with(Defect defect, TrialCounts counts) {
        return new Trial(defect::decide, defect == Defect.RESULTS_FORGOTTEN, true, false, counts);
    }

    /** One that looks at invariants alone and asks no model how a command should end. */
    static Trial unruled(Defect defect, TrialCounts counts) {
        return new Trial(defect::decide, defect == Defect.RESULTS_FORGOTTEN, false, false, counts);
    }

    Trial run(List<Step> steps) {
        for (Step step : steps) {
            now = now.plus(step.pause().length());
            Optional<Integer> again = step.again().filter(place -> !done.isEmpty());
            if (again.isPresent()) {
                arriveAgain(done.get(again.get() % done.size()));
            } else {
                arrive(new Arrival(step.verb(), commands.command(step, now), now));
            }
        }
        return this;
    }

    Trial runArrivals(List<Arrival> arrivals) {
        arrivals.forEach(this::arrive);
        return this;
    }

    List<Done> done() {
        return List.copyOf(done);
    }

    /** What each customer's commands ended in, in their order. */
    Map<UUID, List<String>> outcomesByCustomer() {
        Map<UUID, List<String>> outcomes = new HashMap<>();
        done.forEach(
                command -> outcomes.computeIfAbsent(command.arrival().command().customerId(), id -> new ArrayList<>())
                        .add(command.outcome()));
        return outcomes;
    }

    /** All that there ever was, by customer. */
    Map<UUID, Set<Resource>> resources() {
        Map<UUID, Set<Resource>> resources = new HashMap<>();
        tenants.forEach((id, tenant) ->
                resources.put(id, new HashSet<>(tenant.everyResource().toList())));
        return resources;
    }

    private void arrive(Arrival arrival) {
        Command command = arrival.command();
        InMemoryTenant before = provisioner.tenant(command.customerId());
        String expected = model.outcome(command, arrival.received());
        Decision decision = provisioner.handle(command, arrival.received());
        String outcome = outcome(decision);
        Supplier<String> described = () -> "step " + done.size() + ": " + command;
        if (ruled && !outcome.equals(expected)) {
            throw new AssertionError(described.get() + " ended " + outcome + ", by the rules " + expected);
        }
        if (decision instanceof Decision.Applied applied && !applied.changes().isEmpty()) {
            for (ChangeInvariant invariant : ChangeInvariant.values()) {
                invariant.check(before, command, applied);
            }
            counts.invariants(ChangeInvariant.values().length);
            remember(applied);
        } else if (provisioner.tenant(command.customerId()) != before) {
            throw new AssertionError(described.get() + " changed something although " + outcome);
        }
        tenants.put(command.customerId(), provisioner.tenant(command.customerId()));
        tenants.forEach((id, tenant) -> unchanged(id, tenant));
        done.add(new Done(arrival, before, decision, outcome));
        counts.step(arrival.verb(), outcome);
        check(command.customerId(), described);
    }

    /** The turn of one customer is nothing to another. */
    private void unchanged(UUID customerId, InMemoryTenant known) {
        if (provisioner.tenant(customerId) != known) {
            throw new AssertionError("changed out of its turn: " + customerId);
        }
    }

    private void remember(Decision.Applied applied) {
        applied.credentials().forEach(change -> credentials.put(change.resourceId(), change.credential()));
        boolean customerEnds = applied.changes().stream()
                .anyMatch(change ->
                        change.after() instanceof Customer && !change.after().live());
        if (customerEnds) {
            applied.changes()
                    .forEach(change -> endedWithCustomer.add(change.after().id()));
        }
    }

    /** One effect and the same result; and the same once more where a crash undid it before it was remembered. */
    private void arriveAgain(Done earlier) {
        Command command = earlier.arrival().command();
        InMemoryTenant before = provisioner.tenant(command.customerId());
        Decision again = provisioner.handle(command, now);
        assertThat(again).as("again: %s", command).isEqualTo(earlier.result());
        assertThat(provisioner.tenant(command.customerId())).isSameAs(before);
        if (earlier.result() instanceof Decision.Applied) {
            Instant time = Decider.timeOfChange(
                    earlier.before(), command, earlier.arrival().received());
            assertThat(deciding.decide(earlier.before(), command, time, claim -> Optional.of(true)))
                    .as("decided anew: %s", command)
                    .isEqualTo(earlier.result());
        }
        counts.repetition();
        check(command.customerId(), () -> "repetition of " + command);
    }

    private void check(UUID turn, Supplier<String> described) {
        KnownState state = new KnownState(
                tenants,
                turn,
                provisioner.claims(),
                credentials,
                endedWithCustomer,
                Samples.PLATFORM_ID,
                Periods.USUAL);
        try {
            for (Invariant invariant : Invariant.values()) {
                invariant.check(state);
            }
        } catch (AssertionError contradiction) {
            throw new AssertionError(described.get() + " broke " + contradiction.getMessage(), contradiction);
        }
        counts.invariants(Invariant.values().length);
        if (ruled) {
            compareWithModel(turn, described);
        }
    }

    private void compareWithModel(UUID customerId, Supplier<String> described) {
        Map<UUID, Map<String, Object>> real = new HashMap<>();
        provisioner
                .tenant(customerId)
                .everyResource()
                .forEach(resource -> real.put(resource.id(), ResourceFacts.of(resource)));
        Map<UUID, Map<String, Object>> modelled = new HashMap<>();
        model.world().all(customerId).forEach(resource -> modelled.put(resource.id(), resource.facts()));
        if (!real.equals(modelled)) {
            assertThat(real).as(described.get()).isEqualTo(modelled);
        }
    }

    private static String outcome(Decision decision) {
        return switch (decision) {
            case Decision.Applied applied ->
                applied.changes().isEmpty() ? TenancyModel.FULFILLED : TenancyModel.APPLIED;
            case Decision.Rejected rejected -> rejected.rejection().reason().name();
            case Decision.Claiming claiming -> "CLAIMING";
        };
    }
}
