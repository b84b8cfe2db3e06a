package net.voipbin.provisioning.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.voipbin.provisioning.contract.ClaimAction;
import net.voipbin.provisioning.contract.ClaimAnswer;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.topology.HistoryOracle.Promise;
import net.voipbin.provisioning.topology.SteppedProvisioner.Tampering;
import org.apache.avro.specific.SpecificRecord;

/** Whatever comes in whatever order, the promises hold; and each of them, broken, would be found so. */
final class CommandHistoryTest {

    private static final int PARTITIONS = 2;
    private static final int CUSTOMERS = 3;
    private static final int EMAILS = 3;
    private static final int SEEDS = 300;
    private static final int FEW_SEEDS = 30;
    private static final int STEPS = 60;

    /** As often as each is drawn. */
    private static final List<Kind> WEIGHTED = IntStream.range(0, Kind.values().length)
            .boxed()
            .flatMap(place -> Collections.nCopies(Kind.values()[place].weight, Kind.values()[place]).stream())
            .toList();

    private enum Kind {
        CREATE(5),
        CHANGE_EMAIL(4),
        RENAME(3),
        DELETE(1),
        REPEAT(3),
        REUSE_ID(1),
        GARBAGE(1),
        TAKE_COMMAND(8),
        TAKE_CLAIM(4),
        TAKE_WAKEUP(4);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** One step; what its numbers mean is up to its kind. */
    private record Step(Kind kind, int customer, int other) {}

    @Property(tries = 300)
    void shouldKeepEveryPromiseWhateverComesInWhateverOrder(@ForAll("steps") List<Step> steps) {
        assertThat(HistoryOracle.broken(run(steps, Tampering.NONE))).isEmpty();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(WEIGHTED),
                        Arbitraries.integers().between(0, CUSTOMERS - 1),
                        Arbitraries.integers().between(0, 11))
                .as(Step::new)
                .list()
                .ofMaxSize(STEPS);
    }

    @Example
    void shouldComeToEveryKindOfOutcome() {
        Set<String> outcomes = new HashSet<>();
        for (int seed = 0; seed < FEW_SEEDS; seed++) {
            run(randomSteps(seed), Tampering.NONE)
                    .emitted(CommandResult.class)
                    .forEach(result -> outcomes.add(
                            result.getOutcome() == Outcome.APPLIED
                                    ? "APPLIED"
                                    : result.getRejection().getReason()));
        }

        assertThat(outcomes)
                .contains("APPLIED", "CUSTOMER_ALREADY_EXISTS", "RESOURCE_NOT_FOUND", "IDEMPOTENCY_KEY_REUSED");
    }

    @Example
    void shouldFindEachPlantedDefect() {
        Map<Promise, Supplier<Tampering>> defects = defects();

        assertThat(defects).containsOnlyKeys(Promise.values());
        defects.forEach((promise, defect) -> assertThat(IntStream.range(0, SEEDS)
                        .anyMatch(seed -> HistoryOracle.broken(run(randomSteps(seed), defect.get()))
                                .contains(promise)))
                .as("a defect that breaks %s is found", promise)
                .isTrue());
    }

    /** For each promise a defect that breaks it. */
    private static Map<Promise, Supplier<Tampering>> defects() {
        Map<Promise, Supplier<Tampering>> defects = new EnumMap<>(Promise.class);
        defects.put(Promise.UNIQUE_EMAIL, () -> everyClaimGranted());
        defects.put(
                Promise.CLAIMS_OF_THE_LIVING,
                () -> dropping(
                        out -> out instanceof ClaimRequest request && request.getAction() == ClaimAction.RELEASE));
        defects.put(Promise.NOTHING_WAITS, () -> dropping(out -> out instanceof Wakeup));
        defects.put(Promise.ONE_DEAD_LETTER_EACH, () -> dropping(out -> out instanceof DeadLetter));
        defects.put(
                Promise.WHOLE_CHANGES,
                () -> dropping(out ->
                        out instanceof ResourceEvent event && event.getType().equals("agent_created")));
        defects.put(Promise.ONE_RESULT_EACH_IN_ORDER, CommandHistoryTest::resultsSwapped);
        defects.put(Promise.SAME_RESULT_AGAIN, CommandHistoryTest::resultsNeverTheSame);
        defects.put(
                Promise.ONE_EFFECT,
                () -> changingEvents(event -> ResourceEvent.newBuilder(event)
                        .setCommandId(new UUID(0, 1))
                        .build()));
        defects.put(
                Promise.GAPLESS_VERSIONS,
                () -> changingCustomers(customer -> customer.setVersion(customer.getVersion() + 1)));
        defects.put(
                Promise.STORED_AS_PUBLISHED,
                () -> changingCustomers(customer -> customer.setDetail("published otherwise")));
        return defects;
    }

    private static Tampering everyClaimGranted() {
        return out -> List.of(
                out instanceof Wakeup wakeup && wakeup.getClaimAnswer() != null
                        ? new Wakeup(new ClaimAnswer(
                                wakeup.getClaimAnswer().getClaim(),
                                wakeup.getClaimAnswer().getCommandId(),
                                true))
                        : out);
    }

    private static Tampering dropping(Predicate<SpecificRecord> dropped) {
        return out -> dropped.test(out) ? List.of() : List.of(out);
    }

    private static Tampering changingEvents(UnaryOperator<ResourceEvent> change) {
        return out -> List.of(out instanceof ResourceEvent event ? change.apply(event) : out);
    }

    private static Tampering changingCustomers(UnaryOperator<Customer.Builder> change) {
        return changingEvents(event -> event.getResource().getCustomer() == null
                ? event
                : ResourceEvent.newBuilder(event)
                        .setResource(Resource.newBuilder()
                                .setCustomer(change.apply(Customer.newBuilder(
                                                event.getResource().getCustomer()))
                                        .build())
                                .build())
                        .build());
    }

    private static Tampering resultsSwapped() {
        List<SpecificRecord> held = new ArrayList<>();
        return out -> {
            if (!(out instanceof CommandResult)) {
                return List.of(out);
            }
            held.addFirst(out);
            if (held.size() < 2) {
                return List.of();
            }
            List<SpecificRecord> both = List.copyOf(held);
            held.clear();
            return both;
        };
    }

    private static Tampering resultsNeverTheSame() {
        List<SpecificRecord> before = new ArrayList<>();
        return out -> {
            if (!(out instanceof CommandResult result)) {
                return List.of(out);
            }
            before.add(out);
            return List.of(CommandResult.newBuilder(result)
                    .setTime(result.getTime().plusMillis(before.size()))
                    .build());
        };
    }

    private static List<Step> randomSteps(int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, STEPS)
                .mapToObj(step -> new Step(
                        WEIGHTED.get(random.nextInt(WEIGHTED.size())), random.nextInt(CUSTOMERS), random.nextInt(12)))
                .toList();
    }

    private static History run(List<Step> steps, Tampering tampering) {
        SteppedProvisioner provisioner = new SteppedProvisioner(PARTITIONS, tampering);
        List<History.Sent> sent = new ArrayList<>();
        for (Step step : steps) {
            provisioner.advance(Duration.ofMillis(step.other()));
            int partition = step.other() % PARTITIONS;
            switch (step.kind()) {
                case CREATE -> publish(UpstreamCommands.create(customer(step), email(step)), provisioner, sent);
                case CHANGE_EMAIL ->
                    publish(UpstreamCommands.changeEmail(customer(step), email(step)), provisioner, sent);
                case RENAME ->
                    publish(UpstreamCommands.rename(customer(step), "Name " + step.other()), provisioner, sent);
                case DELETE -> publish(UpstreamCommands.delete(customer(step)), provisioner, sent);
                case REPEAT -> earlier(step, sent).ifPresent(command -> publish(command, provisioner, sent));
                case REUSE_ID ->
                    earlier(step, sent)
                            .ifPresent(command -> publish(
                                    Command.newBuilder(UpstreamCommands.rename(command.getCustomerId(), "Reused"))
                                            .setCommandId(command.getCommandId())
                                            .build(),
                                    provisioner,
                                    sent));
                case GARBAGE ->
                    sent.add(new History.Sent(
                            provisioner.publish(
                                    partition,
                                    customer(step).toString().getBytes(StandardCharsets.UTF_8),
                                    new byte[step.other()]),
                            Optional.empty()));
                case TAKE_COMMAND -> provisioner.takeCommand(partition);
                case TAKE_CLAIM -> provisioner.takeClaim(partition);
                case TAKE_WAKEUP -> provisioner.takeWakeup(partition);
            }
        }
        provisioner.drain();
        return new History(
                sent,
                provisioner.emitted().stream()
                        .map(SteppedProvisioner.Emitted::value)
                        .toList(),
                provisioner.storedResources(),
                provisioner.storedClaims(),
                provisioner.storedMailboxes());
    }

    private static void publish(Command command, SteppedProvisioner provisioner, List<History.Sent> sent) {
        sent.add(new History.Sent(provisioner.publish(command), Optional.of(command)));
    }

    private static Optional<Command> earlier(Step step, List<History.Sent> sent) {
        List<Command> commands = sent.stream()
                .map(History.Sent::command)
                .flatMap(Optional::stream)
                .toList();
        return commands.isEmpty() ? Optional.empty() : Optional.of(commands.get(step.other() % commands.size()));
    }

    private static UUID customer(Step step) {
        return new UUID(0x0190_a000_0000_7000L, 0x8000_0000_0000_0010L + step.customer());
    }

    /** The same addresses again and again, in upper and lower case. */
    private static String email(Step step) {
        String name = "owner" + step.other() % EMAILS;
        return (step.other() < 6 ? name : name.toUpperCase(Locale.ROOT)) + "@example.com";
    }
}
