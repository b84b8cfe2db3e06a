package net.voipbin.provisioning.endtoend.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.oracle.AtomicChanges;
import net.voipbin.provisioning.endtoend.oracle.OneResultEach;
import net.voipbin.provisioning.endtoend.oracle.ReadModelAgainstEvents;
import net.voipbin.provisioning.sandbox.sample.SampleEntry;
import net.voipbin.provisioning.sandbox.sample.SampleFailedException;
import net.voipbin.provisioning.sandbox.sample.SampleFile;
import net.voipbin.provisioning.sandbox.sample.SampleNames;
import net.voipbin.provisioning.sandbox.sample.SampleRun;
import net.voipbin.provisioning.sandbox.sample.TopicReader;
import net.voipbin.provisioning.sandbox.sample.UpstreamService;
import net.voipbin.provisioning.topic.Topic;
import net.voipbin.provisioning.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The quickstart's sample on the whole product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SampleEndToEndTest {

    private SystemUnderTest system;
    private SampleFile sample;
    private Set<UUID> customers;
    private List<String> lines;

    /** Fails if anything becomes something else than the sample says. */
    @BeforeAll
    void carryOut() throws IOException {
        system = SystemUnderTest.shared();
        sample = SampleFile.own();
        customers = sample.entries().stream().map(this::customerId).collect(Collectors.toUnmodifiableSet());
        lines = carryOut(sample);
    }

    /** Before the sample is given again. */
    @Test
    @Order(1)
    void shouldGiveEachCommandOneResult() {
        // Given
        List<UUID> commands = sample.entries().stream()
                .filter(SampleEntry::isCommand)
                .map(entry -> entry.id(customerId(entry)))
                .toList();
        int toldByBilling = sample.entries().stream()
                .filter(entry -> !entry.isCommand())
                .mapToInt(entry -> entry.expects().size())
                .sum();

        // When
        List<CommandResult> results = ofSample(Topics.RESULTS, CommandResult::getCustomerId);

        // Then
        assertThat(OneResultEach.flaws(
                        commands,
                        results.stream()
                                .filter(result -> commands.contains(result.getCommandId()))
                                .toList()))
                .isEmpty();
        assertThat(results)
                .filteredOn(result -> "billing".equals(result.getActor().getService()))
                .hasSize(toldByBilling)
                .extracting(CommandResult::getCommandId)
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(2)
    void shouldPublishWholeChanges() {
        // When
        List<ResourceEvent> events = ofSample(Topics.EVENTS, ResourceEvent::getCustomerId);

        // Then
        assertThat(events).isNotEmpty();
        assertThat(events.stream().collect(Collectors.groupingBy(ResourceEvent::getCustomerId)))
                .allSatisfy(
                        (customer, own) -> assertThat(AtomicChanges.flaws(own)).isEmpty());
    }

    @Test
    @Order(3)
    void shouldKeepTheReadModelEqualToTheFoldOfTheEvents() {
        // Given
        ReadModelAgainstEvents readModel = new ReadModelAgainstEvents(system.database());

        // When
        List<ResourceEvent> events = all(Topics.EVENTS);

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(readModel.flaws(events)).isEmpty());
        assertThat(readModel.incompleteCustomers()).isEmpty();
    }

    @Test
    @Order(4)
    void shouldLeaveNoDeadLetter() {
        // When
        List<String> keys = all(Topics.DEAD_LETTERS).stream()
                .filter(letter -> letter.getKey() != null)
                .map(letter -> StandardCharsets.UTF_8
                        .decode(letter.getKey().duplicate())
                        .toString())
                .toList();

        // Then
        assertThat(keys)
                .doesNotContainAnyElementsOf(
                        customers.stream().map(UUID::toString).toList());
    }

    @Test
    @Order(5)
    void shouldChangeNothingWhenTheSampleIsRepeated() {
        // Given
        int events = ofSample(Topics.EVENTS, ResourceEvent::getCustomerId).size();

        // When
        List<String> again = carryOut(sample);

        // Then
        assertThat(again).isEqualTo(lines);
        assertThat(ofSample(Topics.EVENTS, ResourceEvent::getCustomerId)).hasSize(events);
    }

    @Test
    @Order(6)
    void shouldReportAnOutcomeThatDiffersFromTheSample() throws IOException {
        // Given
        SampleFile wrong = SampleFile.parse(new ObjectMapper().readTree("""
                [{"customer": "nobody", "freeze_customer": {}}]"""));

        // When
        assertThatThrownBy(() -> carryOut(wrong))
                // Then
                .isInstanceOf(SampleFailedException.class)
                .hasMessageStartingWith("Entry 1 (freeze_customer for nobody) was to become APPLIED, and became")
                .hasMessageContaining("RESOURCE_NOT_FOUND");
    }

    private List<String> carryOut(SampleFile file) {
        List<String> lines = new ArrayList<>();
        try (UpstreamService upstream = new UpstreamService(system.settings())) {
            new SampleRun(upstream, names(upstream), Clock.systemUTC(), lines::add).carryOut(file);
        }
        return lines;
    }

    private SampleNames names(UpstreamService upstream) {
        return new SampleNames(system.secrets().platformCustomerId(), upstream::mailedTokenHash);
    }

    private UUID customerId(SampleEntry entry) {
        return new SampleNames(system.secrets().platformCustomerId(), customer -> "").customerId(entry.customer());
    }

    private <V extends SpecificRecord> List<V> ofSample(Topic<V> topic, Function<V, UUID> customer) {
        return all(topic).stream()
                .filter(value -> customers.contains(customer.apply(value)))
                .toList();
    }

    /** All that is committed now. */
    private <V extends SpecificRecord> List<V> all(Topic<V> topic) {
        try (TopicReader<V> reader = TopicReader.of(system.settings(), topic)) {
            return reader.toEnd();
        }
    }
}
