package net.voipbin.provisioning.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.sandbox.OneDeadLetterEach.Published;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

final class MalformedRecordsEndToEndTest {

    private static final int LEAST_KINDS = 25;

    @Test
    void everyKindEndsInOneDeadLetterAndBlocksNothing() throws ExecutionException, InterruptedException {
        // Given
        SystemUnderTest system = SystemUnderTest.shared();
        List<MalformedRecords.Kind> kinds = new MalformedRecords(system.bed()).kinds();
        assertThat(kinds).extracting(MalformedRecords.Kind::name).doesNotHaveDuplicates();
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(LEAST_KINDS);

        try (UpstreamCommands upstream = system.upstream();
                TopicLog<DeadLetter> letters = new TopicLog<>(system.bed(), Topics.DEAD_LETTERS);
                TopicLog<CommandResult> results = new TopicLog<>(system.bed(), Topics.RESULTS);
                TopicLog<ResourceEvent> events = new TopicLog<>(system.bed(), Topics.EVENTS)) {
            // When
            List<Published> malformed = publishInEveryPartition(system, kinds);
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

    private static List<Published> publishInEveryPartition(SystemUnderTest system, List<MalformedRecords.Kind> kinds)
            throws ExecutionException, InterruptedException {
        Map<Published, Future<RecordMetadata>> accepted = new HashMap<>();
        try (KafkaProducer<byte[], byte[]> producer = system.rawProducer()) {
            for (MalformedRecords.Kind kind : kinds) {
                for (int partition = 0; partition < ProgramSettings.PARTITIONS; partition++) {
                    MalformedRecords.Bytes bytes = kind.record().apply(CustomersOfPartitions.in(partition));
                    ProducerRecord<byte[], byte[]> record =
                            new ProducerRecord<>(Topics.COMMANDS.name(), partition, bytes.key(), bytes.value());
                    record.headers().add(new RecordHeader("kind", kind.name().getBytes(StandardCharsets.UTF_8)));
                    accepted.put(
                            new Published(
                                    kind.name(),
                                    kind.flaw(),
                                    bytes.customerId(),
                                    partition,
                                    -1,
                                    bytes.key(),
                                    bytes.value()),
                            producer.send(record));
                }
            }
        }
        List<Published> malformed = new ArrayList<>();
        for (Map.Entry<Published, Future<RecordMetadata>> record : accepted.entrySet()) {
            malformed.add(record.getKey().at(record.getValue().get().offset()));
        }
        return malformed;
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
