package net.voipbin.provisioning.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.voipbin.provisioning.domain.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system property {@code sequences.factor} multiplies how many sequences are tried. */
@Label("Any sequence of any commands over a few customers")
class WholeCorePropertiesTest {

    private static final Logger log = LoggerFactory.getLogger(WholeCorePropertiesTest.class);
    private static final TrialCounts FIGURES = new TrialCounts();
    private static final int MOST_STEPS = 100;
    private static final int FACTOR = Integer.getInteger("sequences.factor", 1);
    private static final long SEED = 4;
    private static final int MOST_SEQUENCES = 3_000;

    /** A command whose every success changes nothing: the one account that it may name is the present one. */
    private static final Set<Verb> NEVER_APPLIED = EnumSet.of(Verb.UPDATE_CUSTOMER_BILLING_ACCOUNT_ID);

    @AfterContainer
    static void tellFigures() {
        log.atInfo()
                .addKeyValue("sequences", FIGURES.sequences())
                .addKeyValue("steps", FIGURES.steps())
                .addKeyValue("repetitions", FIGURES.repetitions())
                .addKeyValue("invariantsChecked", FIGURES.invariants())
                .addKeyValue("differentOutcomes", FIGURES.outcomes().size())
                .log("Property tests of the core");
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 400)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void shouldEndEachCommandAsTheRulesSayAndKeepEveryInvariant(@ForAll("manySequences") List<List<Step>> sequences) {
        for (List<Step> steps : sequences) {
            // When
            Trial trial = Trial.competing(FIGURES).run(steps);
            // Then
            for (Trial.Done done : trial.done()) {
                Statistics.label("commands").collect(done.arrival().verb() + " " + done.outcome());
                Statistics.label("outcomes").collect(done.outcome());
            }
        }
        Statistics.label("commands")
                .coverage(coverage -> appliedVerbs()
                        .forEach(outcome -> coverage.check(outcome).count(count -> count > 0)));
        Statistics.label("outcomes")
                .coverage(coverage -> reasonsOfTheCore()
                        .forEach(reason -> coverage.check(reason).count(count -> count > 0)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 40)
    void shouldEndTheSameInAnyOrderBetweenCustomersThatDoNotCompete(
            @ForAll("sequences") List<Step> steps, @ForAll long seed) {
        // Given
        Trial inOneOrder = Trial.apart(FIGURES).run(steps);
        // When
        Trial inAnother = Trial.apart(FIGURES).runArrivals(interleaved(inOneOrder.done(), new Random(seed)));
        // Then
        assertThat(inAnother.outcomesByCustomer()).isEqualTo(inOneOrder.outcomesByCustomer());
        assertThat(inAnother.resources()).isEqualTo(inOneOrder.resources());
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 40)
    void shouldKeepTheRulesInAnyOrderBetweenCustomersThatCompete(
            @ForAll("sequences") List<Step> steps, @ForAll long seed) {
        // Given
        Trial inOneOrder = Trial.competing(FIGURES).run(steps);
        // When
        Trial inAnother = Trial.competing(FIGURES).runArrivals(interleaved(inOneOrder.done(), new Random(seed)));
        // Then
        assertThat(inAnother.done()).hasSameSizeAs(inOneOrder.done());
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 4_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    @Tag("long")
    void shouldEndEachCommandAsTheRulesSayInMany(@ForAll("manySequences") List<List<Step>> sequences) {
        shouldEndEachCommandAsTheRulesSayAndKeepEveryInvariant(sequences);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, shrinking = ShrinkingMode.OFF)
    void shouldFindAPlantedDefectByRandomSequences(@ForAll Defect defect) {
        // Given
        RandomGenerator<List<Step>> sequences = Steps.sequences(MOST_STEPS).generator(1_000);
        Random random = new Random(SEED);
        TrialCounts counts = new TrialCounts();
        // When
        boolean found = false;
        while (!found && counts.sequences() < MOST_SEQUENCES) {
            found = finds(defect, sequences.next(random).value(), counts);
        }
        // Then
        log.atInfo()
                .addKeyValue("defect", defect)
                .addKeyValue("sequences", counts.sequences())
                .addKeyValue("steps", counts.steps())
                .log("Planted defect");
        assertThat(found).as("found within %d sequences", MOST_SEQUENCES).isTrue();
    }

    private static boolean finds(Defect defect, List<Step> steps, TrialCounts counts) {
        try {
            Trial.with(defect, counts).run(steps);
            return false;
        } catch (AssertionError | IllegalStateException | IllegalArgumentException noticed) {
            log.atDebug().addKeyValue("defect", defect).log(noticed.getMessage());
            return true;
        }
    }

    @Provide
    Arbitrary<List<Step>> sequences() {
        return Steps.sequences(MOST_STEPS);
    }

    @Provide
    Arbitrary<List<List<Step>>> manySequences() {
        return sequences().list().ofSize(FACTOR);
    }

    /** Each customer's commands in their order, but the customers' among each other in another. */
    private static List<Trial.Arrival> interleaved(List<Trial.Done> done, Random random) {
        Map<UUID, Queue<Trial.Arrival>> byCustomer = done.stream()
                .map(Trial.Done::arrival)
                .collect(Collectors.groupingBy(
                        arrival -> arrival.command().customerId(),
                        LinkedHashMap::new,
                        Collectors.toCollection(ArrayDeque::new)));
        List<Queue<Trial.Arrival>> queues = new ArrayList<>(byCustomer.values());
        List<Trial.Arrival> interleaved = new ArrayList<>();
        while (!queues.isEmpty()) {
            Queue<Trial.Arrival> next = queues.get(random.nextInt(queues.size()));
            interleaved.add(next.remove());
            queues.removeIf(Queue::isEmpty);
        }
        return interleaved;
    }

    private static Stream<String> appliedVerbs() {
        return EnumSet.complementOf(EnumSet.copyOf(NEVER_APPLIED)).stream()
                .map(verb -> verb + " " + TenancyModel.APPLIED);
    }

    /** All but what is found out before a command reaches the core. */
    private static Stream<String> reasonsOfTheCore() {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason != Reason.IDEMPOTENCY_KEY_REUSED)
                .map(Reason::name);
    }
}
