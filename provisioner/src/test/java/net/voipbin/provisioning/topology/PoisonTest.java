package net.voipbin.provisioning.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.topic.Topic;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.translation.MalformedRecordException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Bad records of the internal topics, and good ones that can't be read just now. */
final class PoisonTest {

    static final List<Topic<?>> INTERNAL = List.of(Topics.CLAIMS, Topics.WAKEUPS);

    private final ProvisionerDriver provisioner = new ProvisionerDriver();

    @AfterEach
    void stop() {
        provisioner.close();
    }

    @ParameterizedTest
    @FieldSource("INTERNAL")
    void shouldMakeAForeignRecordOfAnInternalTopicADeadLetterAndGoOn(Topic<?> topic) {
        // Given
        byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

        // When
        provisioner.inject(topic, key, null);
        provisioner.inject(topic, key, new byte[] {1, 2, 3});
        provisioner.inject(topic, key, WireTable.write(UpstreamCommands.create(UUID.randomUUID(), "a@example.com")));

        // Then
        assertThat(provisioner.deadLetterRecords())
                .extracting(TestRecord::value)
                .extracting(DeadLetter::getTopic)
                .containsExactly(topic.name(), topic.name(), topic.name());
        assertThat(provisioner
                        .decide(UpstreamCommands.create(UUID.randomUUID(), "ada@example.com"))
                        .getOutcome())
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void shouldMakeAWakeupOfNobodyADeadLetter() {
        // Given
        byte[] wakeup = WireTable.write(Wakeup.newBuilder().build());

        // When
        provisioner.inject(Topics.WAKEUPS, "nobody".getBytes(StandardCharsets.UTF_8), wakeup);
        provisioner.inject(Topics.WAKEUPS, null, wakeup);

        // Then
        assertThat(provisioner.deadLetterRecords())
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.value().getReason()).isEqualTo("WRONG_KEY"));
    }

    @Test
    void shouldIgnoreAWakeupWithoutNeed() {
        // Given
        UUID customer = provisioner.customer("ada@example.com");
        byte[] wakeup = WireTable.write(Wakeup.newBuilder().build());

        // When
        provisioner.inject(Topics.WAKEUPS, customer.toString().getBytes(StandardCharsets.UTF_8), wakeup);

        // Then
        assertThat(provisioner.events()).isEmpty();
        assertThat(provisioner.results()).isEmpty();
        assertThat(provisioner.storedStates()).hasSize(1);
    }

    @Test
    void shouldNotTakeARecordForMalformedWhenTheRegistryIsOutOfReach() {
        // Given
        RecordIntake<Command> intake = new RecordIntake<>((topic, data) -> {
            throw new TimeoutException("the registry is out of reach");
        });

        // When
        var attempt = assertThatThrownBy(() -> intake.value(incoming()));

        // Then
        attempt.isInstanceOf(TimeoutException.class);
    }

    @Test
    void shouldTellNothingOfTheContentOfAMalformedRecord() {
        // Given
        RecordIntake<Command> intake = new RecordIntake<>((topic, data) -> {
            throw new SerializationException("ada@example.com is no number");
        });

        // When
        var attempt = assertThatThrownBy(() -> intake.value(incoming()));

        // Then
        attempt.isInstanceOf(MalformedRecordException.class)
                .hasMessageNotContaining("ada")
                .hasNoCause();
    }

    private static IncomingRecord incoming() {
        return new IncomingRecord(
                Topics.COMMANDS.name(), 0, 0, 0, new byte[0], new byte[] {0, 0, 0, 0, 1}, new RecordHeaders());
    }
}
