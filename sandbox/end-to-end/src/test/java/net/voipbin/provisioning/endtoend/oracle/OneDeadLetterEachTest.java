package net.voipbin.provisioning.endtoend.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.DeadLetterHeader;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.endtoend.load.MalformedRecord;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The oracle itself: it passes a history without flaw, and none with a defect planted in it. */
final class OneDeadLetterEachTest {

    private static final MalformedRecord FIRST = published("first", 7);
    private static final MalformedRecord SECOND = published("second", 8);

    /** What has come of the two records. */
    private record History(List<DeadLetter> letters, List<CommandResult> results, List<ResourceEvent> events) {

        static History sound() {
            return new History(
                    new ArrayList<>(List.of(letter(FIRST), letter(SECOND))), new ArrayList<>(), new ArrayList<>());
        }

        List<String> flaws() {
            return OneDeadLetterEach.flaws(List.of(FIRST, SECOND), letters, results, events);
        }
    }

    private enum Defect {
        MISSING(history -> history.letters().removeLast(), "second in partition 3 has 0 dead letters"),
        DOUBLED(history -> history.letters().add(letter(FIRST)), "first in partition 3 has 2 dead letters"),
        OF_ANOTHER_OFFSET(changing(letter -> letter.setOffset(9)), "second in partition 3 has 0 dead letters"),
        OF_ANOTHER_PARTITION(changing(letter -> letter.setPartition(2)), "second in partition 3 has 0 dead letters"),
        OF_ANOTHER_TOPIC(
                changing(letter -> letter.setTopic(Topics.WAKEUPS.name())), "second in partition 3 has 0 dead letters"),
        WITHOUT_KEY(changing(letter -> letter.setKey(null)), "second in partition 3 has lost its key"),
        WITH_SHORTER_VALUE(
                changing(letter -> letter.setValue(ByteBuffer.allocate(1))),
                "second in partition 3 has lost its value"),
        WITHOUT_HEADER(changing(letter -> letter.setHeaders(List.of())), "second in partition 3 has lost its header"),
        FOR_ANOTHER_REASON(
                changing(letter -> letter.setReason("PROCESSING_FAILED")),
                "second in partition 3 is dead for PROCESSING_FAILED, not WRONG_KEY"),
        WITHOUT_EXPLANATION(changing(letter -> letter.setMessage("")), "second in partition 3 has no explanation"),
        DECIDED_ALL_THE_SAME(history -> history.results().add(result()), "second in partition 3 has a result"),
        CARRIED_OUT_ALL_THE_SAME(history -> history.events().add(event()), "second in partition 3 has an event");

        private final Consumer<History> plant;
        private final String flaw;

        Defect(Consumer<History> plant, String flaw) {
            this.plant = plant;
            this.flaw = flaw;
        }

        private static Consumer<History> changing(UnaryOperator<DeadLetter.Builder> change) {
            return history -> history.letters()
                    .set(1, change.apply(DeadLetter.newBuilder(letter(SECOND))).build());
        }
    }

    @Test
    void shouldFindNoFlawWhenEachMalformedRecordHasOneDeadLetter() {
        // Given
        History history = History.sound();

        // When
        List<String> flaws = history.flaws();

        // Then
        assertThat(flaws).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    void shouldFindAPlantedDefect(Defect defect) {
        // Given
        History history = History.sound();
        defect.plant.accept(history);

        // When
        List<String> flaws = history.flaws();

        // Then
        assertThat(flaws).containsExactly(defect.flaw);
    }

    @Test
    void shouldFindADeadLetterOfASoundRecord() {
        // Given
        List<MalformedRecord> malformed = List.of(FIRST);

        // Then
        assertThat(OneDeadLetterEach.others(malformed, List.of(letter(FIRST)))).isEmpty();
        assertThat(OneDeadLetterEach.others(malformed, List.of(letter(FIRST), letter(SECOND))))
                .containsExactly("provisioning.commands 3 8 WRONG_KEY");
        assertThat(OneDeadLetterEach.others(
                        malformed,
                        List.of(DeadLetter.newBuilder(letter(FIRST))
                                .setPartition(2)
                                .build())))
                .containsExactly("provisioning.commands 2 7 WRONG_KEY");
        assertThat(OneDeadLetterEach.others(
                        malformed,
                        List.of(DeadLetter.newBuilder(letter(FIRST))
                                .setTopic(Topics.WAKEUPS.name())
                                .build())))
                .containsExactly("provisioning.wakeups 3 7 WRONG_KEY");
    }

    private static MalformedRecord published(String kind, long offset) {
        return new MalformedRecord(
                kind, Flaw.WRONG_KEY, UUID.randomUUID(), 3, offset, new byte[] {1}, new byte[] {2, 3});
    }

    private static DeadLetter letter(MalformedRecord published) {
        return DeadLetter.newBuilder()
                .setTopic(Topics.COMMANDS.name())
                .setPartition(published.partition())
                .setOffset(published.offset())
                .setTimestamp(Instant.EPOCH)
                .setReason(published.flaw().name())
                .setMessage("the key is not the one that the value calls for")
                .setKey(ByteBuffer.wrap(new byte[] {1}))
                .setValue(ByteBuffer.wrap(new byte[] {2, 3}))
                .setHeaders(List.of(new DeadLetterHeader(
                        "kind", ByteBuffer.wrap(published.kind().getBytes(StandardCharsets.UTF_8)))))
                .build();
    }

    private static CommandResult result() {
        return CommandResult.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setCustomerId(SECOND.customerId())
                .setActor(UpstreamCommands.command(SECOND.customerId()).getActor())
                .setFingerprint(ByteBuffer.allocate(0))
                .setOutcome(Outcome.APPLIED)
                .setChangeSeq(1)
                .setTime(Instant.EPOCH)
                .build();
    }

    private static ResourceEvent event() {
        return ResourceEvent.newBuilder()
                .setType("customer_created")
                .setCustomerId(SECOND.customerId())
                .setChangeSeq(1)
                .setIndex(0)
                .setSize(1)
                .setTime(Instant.EPOCH)
                .setCommandId(UUID.randomUUID())
                .setActor(UpstreamCommands.command(SECOND.customerId()).getActor())
                .setResource(new Resource())
                .build();
    }
}
