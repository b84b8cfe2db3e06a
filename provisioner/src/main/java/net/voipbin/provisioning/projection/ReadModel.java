package net.voipbin.provisioning.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.projection.KnownCredentials.Holder;
import net.voipbin.provisioning.projection.ProjectionBatch.ReceivedResult;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes the read model. Thread-safe as its {@link Jdbi} is. */
final class ReadModel {

    private static final int PRUNED_AT_ONCE = 5_000;
    private static final int ERASED_AT_ONCE = 5_000;
    private static final String IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED";
    private static final String OFFSET = "next_offset";
    private static final String TOPIC = "topic";
    private static final String CUSTOMER = "customer_id";
    private static final String CHANGE_SEQ = "change_seq";

    private final Jdbi jdbi;

    ReadModel(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The offset at which to go on with the partition, 0 at first; makes its row where there is none. */
    long nextOffset(TopicPartition partition) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate(Sql.named(ReadModel.class, "insert_offset"))
                    .bind(TOPIC, partition.topic())
                    .bind("kafka_partition", partition.partition())
                    .execute();
            return handle.createQuery(Sql.named(ReadModel.class, "select_offset"))
                    .bind(TOPIC, partition.topic())
                    .bind("kafka_partition", partition.partition())
                    .mapTo(Long.class)
                    .one();
        });
    }

    /**
     * Writes the batch and moves the offsets, all in one transaction.
     *
     * @param expectedOffsets the next offset of each partition of the batch as this process knows it
     * @throws StaleOffsetException if another process has moved one of them; then nothing is written
     */
    void apply(ProjectionBatch batch, Map<TopicPartition, Long> expectedOffsets) {
        jdbi.useTransaction(handle -> {
            // First, since it locks: a process that lost its partition waits here and then finds it moved.
            advanceOffsets(handle, batch.nextOffsets(), expectedOffsets);
            upsertCredentials(handle, batch.credentials());
            ResourceTables.write(handle, batch.events(), batch.ended());
            advanceProgress(handle, batch.events());
            // Before the results, which are emptied when they come after the end.
            rememberEnds(handle, batch.ends());
            insertResults(handle, batch.results());
        });
    }

    /** Reads how far the credentials of these resources have come; those without any are left out. */
    KnownCredentials credentials(Collection<Holder> holders) {
        List<Holder> asked = List.copyOf(holders);
        KnownCredentials known = new KnownCredentials();
        jdbi.useHandle(handle -> handle.createQuery(Sql.named(ReadModel.class, "select_credentials"))
                .bindArray(
                        "customer_ids",
                        UUID.class,
                        asked.stream().map(Holder::customerId).toList())
                .bindArray(
                        "resource_ids",
                        UUID.class,
                        asked.stream().map(Holder::resourceId).toList())
                .map((row, context) -> known.add(
                        new Holder(row.getObject(CUSTOMER, UUID.class), row.getObject("resource_id", UUID.class)),
                        row.getLong(CHANGE_SEQ)))
                .list());
        return known;
    }

    /**
     * Empties up to {@value #ERASED_AT_ONCE} results from before the end of one customer.
     *
     * @return whether there may be more
     */
    boolean eraseResults() {
        return jdbi.inTransaction(handle -> {
            Optional<Erasure> next = handle.createQuery(Sql.named(ReadModel.class, "select_erasure"))
                    .map((row, context) -> new Erasure(row.getObject(CUSTOMER, UUID.class), row.getLong(CHANGE_SEQ)))
                    .findOne();
            if (next.isEmpty()) {
                return false;
            }
            Erasure erasure = next.get();
            if (eraseResults(handle, erasure) < ERASED_AT_ONCE) {
                awaitWritersOfResults(handle);
                if (eraseResults(handle, erasure) < ERASED_AT_ONCE) {
                    handle.createUpdate(Sql.named(ReadModel.class, "complete_erasure"))
                            .bind(CUSTOMER, erasure.customerId())
                            .execute();
                }
            }
            return true;
        });
    }

    /**
     * Deletes up to {@value #PRUNED_AT_ONCE} results that are older than the age, the oldest first.
     *
     * @return whether there may be more
     */
    boolean pruneResults(Duration age, Instant now) {
        int pruned =
                jdbi.inTransaction(handle -> handle.createUpdate(Sql.named(ReadModel.class, "prune_command_results"))
                        .bind("before", now.minus(age))
                        .bind("most", PRUNED_AT_ONCE)
                        .execute());
        return pruned == PRUNED_AT_ONCE;
    }

    private static void advanceOffsets(
            Handle handle, Map<TopicPartition, Long> nextOffsets, Map<TopicPartition, Long> expectedOffsets) {
        List<TopicPartition> partitions = nextOffsets.keySet().stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
        PreparedBatch moves = handle.prepareBatch(Sql.named(ReadModel.class, "advance_offset"));
        partitions.forEach(partition -> moves.bind(TOPIC, partition.topic())
                .bind("kafka_partition", partition.partition())
                .bind(OFFSET, nextOffsets.get(partition))
                .bind("expected_offset", expectedOffsets.get(partition))
                .add());
        int[] moved = moves.execute();
        for (int index = 0; index < moved.length; index++) {
            if (moved[index] != 1) {
                throw new StaleOffsetException(partitions.get(index));
            }
        }
    }

    /** Writes the credentials, of a resource whose credentials changed several times only the last. */
    private static void upsertCredentials(Handle handle, List<Credential> credentials) {
        Map<Holder, Credential> latest = new LinkedHashMap<>();
        credentials.forEach(credential -> latest.merge(
                Holder.of(credential),
                credential,
                (left, right) -> left.getChangeSeq() > right.getChangeSeq() ? left : right));
        ManyRows rows = new ManyRows();
        latest.forEach((holder, credential) -> rows.with(CUSTOMER, holder.customerId())
                .with("resource_id", holder.resourceId())
                .with(CHANGE_SEQ, credential.getChangeSeq())
                .with("password_hash", credential.getPasswordHash())
                .with("token_hash", credential.getTokenHash()));
        rows.write(handle, Sql.named(ReadModel.class, "upsert_credential"));
    }

    private static void advanceProgress(Handle handle, List<ResourceEvent> events) {
        Map<UUID, ResourceEvent> latest = new HashMap<>();
        events.forEach(event -> latest.merge(
                event.getCustomerId(),
                event,
                (left, right) -> left.getChangeSeq() > right.getChangeSeq() ? left : right));
        CustomerProgress rows = new CustomerProgress();
        latest.forEach((customerId, event) -> rows.with(customerId, event.getChangeSeq(), event.getTime()));
        rows.write(handle);
    }

    private static void insertResults(Handle handle, List<ReceivedResult> results) {
        ManyRows rows = new ManyRows();
        for (ReceivedResult received : results) {
            var result = received.result();
            boolean rejected = result.getRejection() != null;
            if (rejected && result.getRejection().getReason().equals(IDEMPOTENCY_KEY_REUSED)) {
                continue;
            }
            rows.with("command_id", result.getCommandId())
                    .with(CUSTOMER, result.getCustomerId())
                    .with("actor_agent_id", result.getActor().getAgentId())
                    .with("fingerprint", result.getFingerprint())
                    .with("outcome", result.getOutcome().name())
                    .with("reason", rejected ? result.getRejection().getReason() : null)
                    .with(CHANGE_SEQ, result.getChangeSeq())
                    .with("tm_decided", Instant.ofEpochMilli(received.timestamp()))
                    .with("result", received.bytes());
        }
        rows.write(handle, Sql.named(ReadModel.class, "insert_command_result"));
    }

    private static void rememberEnds(Handle handle, List<ResourceEvent> ends) {
        ManyRows rows = new ManyRows();
        ends.forEach(event -> rows.with(CUSTOMER, event.getCustomerId()).with(CHANGE_SEQ, event.getChangeSeq()));
        rows.write(handle, Sql.named(ReadModel.class, "insert_erasure"));
    }

    private static int eraseResults(Handle handle, Erasure erasure) {
        return handle.createUpdate(Sql.named(ReadModel.class, "erase_command_results"))
                .bind(CUSTOMER, erasure.customerId())
                .bind(CHANGE_SEQ, erasure.changeSeq())
                .bind("most", ERASED_AT_ONCE)
                .execute();
    }

    /**
     * Waits for the transactions that are writing results: results whose writer has not seen the customer's end are there
     * afterwards.
     */
    private static void awaitWritersOfResults(Handle handle) {
        handle.createQuery(Sql.named(ReadModel.class, "lock_offsets"))
                .bind(TOPIC, Topics.RESULTS.name())
                .mapTo(Long.class)
                .list();
    }

    /** A customer whose results from before its end are to be emptied. */
    private record Erasure(UUID customerId, long changeSeq) {}
}
