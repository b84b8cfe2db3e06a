package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.create;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.topic.CustomerPartition;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.topology.MalformedCommands.Malformation;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MalformedCommandTest {

    private final ProvisionerDriver provisioner = new ProvisionerDriver();
    private int good;

    @AfterAll
    void stop() {
        provisioner.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("net.voipbin.provisioning.topology.MalformedCommands#all")
    void shouldMakeAMalformedRecordADeadLetterAndGoOn(Malformation malformation) {
        // Given
        Headers headers = new RecordHeaders().add("traceparent", utf8("00-trace"));
        Command next = create(UUID.randomUUID(), "good" + good++ + "@example.com");

        // When
        provisioner.publish(malformation.key(), malformation.value(), headers);

        // Then
        List<TestRecord<String, DeadLetter>> dead = provisioner.deadLetterRecords();
        assertThat(dead).hasSize(1);
        DeadLetter letter = dead.getFirst().value();
        assertThat(letter.getReason()).isEqualTo(malformation.reason());
        assertThat(letter.getMessage()).isNotBlank().doesNotContain("ada@example.com");
        assertThat(letter.getKey()).isEqualTo(IncomingRecord.buffer(malformation.key()));
        assertThat(letter.getValue()).isEqualTo(IncomingRecord.buffer(malformation.value()));
        assertThat(letter.getTopic()).isEqualTo(Topics.COMMANDS.name());
        assertThat(letter.getTimestamp()).isEqualTo(provisioner.now());
        assertThat(letter.getHeaders())
                .singleElement()
                .satisfies(header -> assertThat(header.getKey()).isEqualTo("traceparent"));
        assertThat(letter.getPartition()).isZero();
        assertThat(text(dead.getFirst().headers(), "__streams.errors.topic")).isEqualTo(Topics.COMMANDS.name());
        assertThat(text(dead.getFirst().headers(), "__streams.errors.partition"))
                .isEqualTo("0");
        assertThat(text(dead.getFirst().headers(), "__streams.errors.offset"))
                .isEqualTo(Long.toString(letter.getOffset()));
        assertThat(text(dead.getFirst().headers(), "__streams.errors.message")).isEqualTo(letter.getMessage());
        assertThat(text(dead.getFirst().headers(), "__streams.errors.exception"))
                .endsWith("MalformedRecordException");
        assertThat(provisioner.events()).isEmpty();
        assertThat(provisioner.results()).isEmpty();
        CommandResult result = provisioner.decide(next);
        assertThat(result.getOutcome()).isEqualTo(Outcome.APPLIED);
        assertThat(provisioner.deadLetterRecords()).isEmpty();
        provisioner.events();
    }

    @Test
    void shouldKnowAtLeastTwentyFiveKindsOfMalformedRecords() {
        // Given
        Stream<Malformation> kinds = MalformedCommands.all();

        // When
        long distinct = kinds.map(Malformation::name).distinct().count();

        // Then
        assertThat(distinct).isGreaterThanOrEqualTo(25);
    }

    @Test
    void shouldMakeARecordInAnotherPartitionThanItsKeysADeadLetter() {
        // Given
        UUID elsewhere = Stream.generate(UUID::randomUUID)
                .filter(id -> CustomerPartition.of(id, 2) == 1)
                .findFirst()
                .orElseThrow();
        UUID here = Stream.generate(UUID::randomUUID)
                .filter(id -> CustomerPartition.of(id, 2) == 0)
                .findFirst()
                .orElseThrow();

        try (ProvisionerDriver ofTwo = new ProvisionerDriver(2)) {
            // When
            ofTwo.publish(create(elsewhere, "ada@example.com"));
            ofTwo.publish(create(here, "grace@example.com"));

            // Then
            assertThat(ofTwo.deadLetterRecords())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.value().getReason()).isEqualTo("WRONG_KEY"));
            assertThat(ofTwo.results())
                    .singleElement()
                    .satisfies(result -> assertThat(result.getCustomerId()).isEqualTo(here));
        }
    }

    private static String text(Headers headers, String name) {
        return new String(Objects.requireNonNull(headers.lastHeader(name), name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
