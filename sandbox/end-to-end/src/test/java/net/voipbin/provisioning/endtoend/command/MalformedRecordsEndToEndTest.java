package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.CustomersOfPartitions;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.endtoend.load.MalformedRecord;
import net.voipbin.provisioning.endtoend.load.MalformedRecords;
import net.voipbin.provisioning.endtoend.oracle.OneDeadLetterEach;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.topic.Topics;
import org.junit.jupiter.api.Test;

final class MalformedRecordsEndToEndTest {

    private static final int LEAST_KINDS = 25;

    @Test
    void shouldEndInOneDeadLetterAndBlockNothingWhenARecordIsMalformed() {
        // Given
        SystemUnderTest system = SystemUnderTest.shared();
        MalformedRecords records = new MalformedRecords(system.bed());
        List<MalformedRecords.Kind> kinds = records.kinds();
        assertThat(kinds).extracting(MalformedRecords.Kind::name).doesNotHaveDuplicates();
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(LEAST_KINDS);

        try (UpstreamCommands upstream = system.upstream();
                TopicLog<DeadLetter> letters = new TopicLog<>(system.bed(), Topics.DEAD_LETTERS);
                TopicLog<CommandResult> results = new TopicLog<>(system.bed(), Topics.RESULTS);
                TopicLog<ResourceEvent> events = new TopicLog<>(system.bed(), Topics.EVENTS)) {
            // When
            List<MalformedRecord> malformed = records.publishInEveryPartition();
            List<Command> behind = creationInEveryPartition();
            for (Command command : behind) {
                upstream.publish(command).join();
            }

            // Then
            List<UUID> ids = behind.stream().map(Command::getCommandId).toList();
            assertThat(results.await(ids.size(), result -> ids.contains(result.getCommandId())))
                    .hasSameSizeAs(ids)
                    .allSatisfy(result -> assertThat(result.getOutcome()).isEqualTo(Outcome.APPLIED));
            letters.await(malformed.size(), letter -> malformed.stream().anyMatch(record -> record.isOriginOf(letter)));
            assertThat(OneDeadLetterEach.flaws(malformed, letters.values(), results.values(), events.values()))
                    .isEmpty();
        }
    }

    private static List<Command> creationInEveryPartition() {
        List<Command> creations = new ArrayList<>();
        for (int partition = 0; partition < ProgramSettings.PARTITIONS; partition++) {
            UUID customerId = CustomersOfPartitions.in(partition);
            creations.add(UpstreamCommands.creation(customerId, customerId + "@behind.example"));
        }
        return creations;
    }
}
