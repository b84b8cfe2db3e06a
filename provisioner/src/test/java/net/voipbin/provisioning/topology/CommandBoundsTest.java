package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.create;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A command and its parts are taken up to their bounds, and no further. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandBoundsTest {

    private final ProvisionerDriver provisioner = new ProvisionerDriver();

    @AfterAll
    void stop() {
        provisioner.close();
    }

    @Test
    void shouldCutTheDeadLetterOfAnOversizedRecord() {
        // Given
        byte[] large = Arrays.copyOf(WireTable.write(create(UUID.randomUUID(), "ada@example.com")), 5 << 20);
        byte[] largeKey = new byte[3 << 20];
        Headers headers = new RecordHeaders()
                .add("first", new byte[10])
                .add("second", new byte[5 << 20])
                .add("third", new byte[10]);

        // When
        provisioner.publish(largeKey, large, headers);

        // Then
        List<TestRecord<String, DeadLetter>> dead = provisioner.deadLetterRecords();
        assertThat(dead).hasSize(1);
        DeadLetter letter = dead.getFirst().value();
        assertThat(letter.getReason()).isEqualTo("TOO_LARGE");
        assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(large, 0, 1 << 20));
        assertThat(letter.getKey().remaining()).isEqualTo(1 << 20);
        assertThat(letter.getHeaders())
                .singleElement()
                .satisfies(header -> assertThat(header.getKey()).isEqualTo("first"));
        assertThat(WireTable.write(letter).length).isLessThan(Topics.MAX_RECORD_BYTES);
    }

    @Test
    void shouldTakeNoCommandThatIsLargerThanItsTopicAllowsOnceItIsUncompressed() {
        // Given
        Command large = UpstreamCommands.rename(UUID.randomUUID(), "n".repeat(1 << 20));

        // When
        provisioner.publish(large);

        // Then
        assertThat(provisioner.deadLetterRecords())
                .singleElement()
                .satisfies(letter -> assertThat(letter.value().getReason()).isEqualTo("TOO_LARGE"));
        assertThat(provisioner.results()).isEmpty();
    }

    @Test
    void shouldNotCarryAnOversizedTraceOn() {
        // Given
        Headers headers = new RecordHeaders().add("traceparent", new byte[513]);

        // When
        provisioner.publish(create(UUID.randomUUID(), "traced@example.com"), headers);

        // Then
        assertThat(provisioner.eventRecords())
                .hasSize(3)
                .allSatisfy(event ->
                        assertThat(event.headers().lastHeader("traceparent")).isNull());
        assertThat(provisioner.results()).hasSize(1);
    }

    @Test
    void shouldTakeEachBoundOfACommandsFields() {
        // Given
        UUID customer = UUID.randomUUID();
        Command command = Command.newBuilder(create(customer, "bounds@example.com"))
                .setFingerprint(ByteBuffer.wrap(new byte[64]))
                .setExpectedVersion(0L)
                .setTime(Instant.EPOCH)
                .setActor(Actor.newBuilder()
                        .setKind(ActorKind.PLATFORM)
                        .setService("s".repeat(255))
                        .build())
                .build();

        // When
        CommandResult result = provisioner.decide(command);

        // Then
        assertThat(result.getOutcome()).isEqualTo(Outcome.APPLIED);
        provisioner.events();
    }
}
