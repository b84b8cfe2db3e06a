package net.voipbin.provisioning.projection;

import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.projection.KnownCredentials.Demand;
import net.voipbin.provisioning.projection.KnownCredentials.Holder;
import net.voipbin.provisioning.projection.ProjectionBatch.ReceivedResult;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes batches for the read model of the records of events, credentials and results: whole changes only, none before
 * its credentials. What can't be taken yet is held until the next records. Not thread-safe.
 */
final class Fold {

    private static final Logger log = LoggerFactory.getLogger(Fold.class);

    private final Deserializer<ResourceEvent> events;
    private final Deserializer<CommandResult> results;
    private final Deserializer<Credential> credentials;
    private final ReadModel readModel;
    private final Counter unreadable;
    private final Map<TopicPartition, ChangeAssembler> assemblers = new HashMap<>();

    /**
     * @param readModel where credentials lie that came earlier
     * @param unreadable counts records that are passed over
     */
    Fold(Contracts contracts, ReadModel readModel, Counter unreadable) {
        this.events = contracts.events();
        this.results = contracts.results();
        this.credentials = contracts.credentials();
        this.readModel = readModel;
        this.unreadable = unreadable;
    }

    /**
     * Takes in these records, and returns what can be written now of them and of what is held.
     *
     * @param atEnd whether a partition is read up to a place at which no change is open
     */
    ProjectionBatch take(ConsumerRecords<byte[], byte[]> records, Predicate<TopicPartition> atEnd) {
        List<ReceivedResult> receivedResults = new ArrayList<>();
        List<Credential> receivedCredentials = new ArrayList<>();
        Map<TopicPartition, Long> nextOffsets = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
            if (partition.topic().equals(Topics.EVENTS.name())) {
                ChangeAssembler assembler = assemblers.computeIfAbsent(partition, key -> new ChangeAssembler());
                ofPartition.forEach(record -> assemble(record, assembler));
            } else {
                nextOffsets.put(partition, ofPartition.getLast().offset() + 1);
                if (partition.topic().equals(Topics.CREDENTIALS.name())) {
                    ofPartition.forEach(record -> read(record, credentials).ifPresent(receivedCredentials::add));
                } else {
                    ofPartition.forEach(record -> read(record, results)
                            .map(result -> new ReceivedResult(result, record.value(), record.timestamp()))
                            .ifPresent(receivedResults::add));
                }
            }
        }
        assemblers.forEach((partition, assembler) -> {
            if (assembler.hasOpen() && atEnd.test(partition)) {
                assembler.endReached();
            }
        });
        List<ResourceEvent> whole = new ArrayList<>();
        Set<ResourceKey> ended = new HashSet<>();
        KnownCredentials known = known(receivedCredentials);
        assemblers.forEach((partition, assembler) -> {
            for (WholeChange change : assembler.take(known.passing(assembler.whole()))) {
                whole.addAll(change.events());
                change.ended().ifPresent(ended::add);
                nextOffsets.put(partition, change.nextOffset());
            }
        });
        return new ProjectionBatch(whole, ended, receivedCredentials, receivedResults, nextOffsets);
    }

    /** Drops what is held of the partition, which is to be read again. */
    void forget(TopicPartition partition) {
        assemblers.remove(partition);
    }

    /** The partitions of which whole changes wait for their credentials. */
    Set<TopicPartition> heldBack() {
        return assemblers.entrySet().stream()
                .filter(entry -> entry.getValue().hasWhole())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** How many whole changes wait for their credentials. */
    int held() {
        return assemblers.values().stream()
                .mapToInt(assembler -> assembler.whole().size())
                .sum();
    }

    /** The credentials that whole changes wait for, as far as they have just come or are in the read model. */
    private KnownCredentials known(List<Credential> received) {
        KnownCredentials known = KnownCredentials.of(received);
        Set<Holder> missing = assemblers.values().stream()
                .flatMap(assembler -> assembler.whole().stream())
                .flatMap(change -> change.demands().stream())
                .filter(demand -> !known.meets(demand))
                .map(Demand::holder)
                .collect(Collectors.toSet());
        return missing.isEmpty() ? known : known.addAll(readModel.credentials(missing));
    }

    private void assemble(ConsumerRecord<byte[], byte[]> record, ChangeAssembler assembler) {
        Optional<ResourceEvent> event = read(record, events);
        if (event.isPresent()) {
            assembler.add(event.get(), record.offset());
        } else if (record.value() == null) {
            ResourceKey.read(record.key()).ifPresentOrElse(key -> assembler.end(key, record.offset()), () -> {
                reportUnreadable(record);
                assembler.skip(record.offset());
            });
        } else {
            assembler.skip(record.offset());
        }
    }

    private <T> Optional<T> read(ConsumerRecord<byte[], byte[]> record, Deserializer<T> deserializer) {
        try {
            return Optional.ofNullable(deserializer.deserialize(record.topic(), record.headers(), record.value()));
        } catch (SerializationException e) {
            reportUnreadable(record);
            return Optional.empty();
        }
    }

    /**
     * Counts and logs a record that can't be read. Nobody but the provisioner may write to these topics: a foreign record
     * must not stop the read model, but it must show.
     */
    private void reportUnreadable(ConsumerRecord<byte[], byte[]> record) {
        unreadable.increment();
        log.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("A record cannot be read and is passed over");
    }
}
