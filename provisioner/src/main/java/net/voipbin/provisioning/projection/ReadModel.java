package net.voipbin.provisioning.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.projection.ProjectionBatch.ReceivedResult;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes the read model. Thread-safe as its {@link Jdbi} is. */
final class ReadModel {

    private static final int PRUNED_AT_ONCE = 5_000;
    private static final String IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED";
    private static final String OFFSET = "next_offset";

    private final Jdbi jdbi;

    ReadModel(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Where to go on with the partition; its row is made when there is none. */
    long nextOffset(TopicPartition partition) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate(Sql.of("insert_offset"))
                    .bind("topic", partition.topic())
                    .bind("kafka_partition", partition.partition())
                    .execute();
            return handle.createQuery(Sql.of("select_offset"))
                    .bind("topic", partition.topic())
                    .bind("kafka_partition", partition.partition())
                    .mapTo(Long.class)
                    .one();
        });
    }

    /**
     * Writes the batch and moves the offsets, all in one transaction.
     *
     * @param expectedOffsets where each partition of the batch was left the last time
     * @throws StaleOffsetException if another process has moved one of them; then nothing is written
     */
    void apply(ProjectionBatch batch, Map<TopicPartition, Long> expectedOffsets) {
        jdbi.useTransaction(handle -> {
            // First, since it locks: a process that lost its partition waits here and then finds it moved.
            advanceOffsets(handle, batch.nextOffsets(), expectedOffsets);
            upsertResources(handle, batch.events());
            advanceProgress(handle, batch.events());
            insertResults(handle, batch.results());
            eraseResultsOfDeleted(handle, batch.events());
        });
    }

    /** Deletes results that are older, a bounded number at once; whether there may be more. */
    boolean pruneResults(Duration age, Instant now) {
        int pruned = jdbi.inTransaction(handle -> handle.createUpdate(Sql.of("prune_command_results"))
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
        PreparedBatch moves = handle.prepareBatch(Sql.of("advance_offset"));
        partitions.forEach(partition -> moves.bind("topic", partition.topic())
                .bind("kafka_partition", partition.partition())
                .bind(OFFSET, nextOffsets.get(partition))
                .bind("expected_offset", expectedOffsets.get(partition))
                .add());
        int[] moved = moves.execute();
        for (int place = 0; place < moved.length; place++) {
            if (moved[place] != 1) {
                throw new StaleOffsetException(partitions.get(place));
            }
        }
    }

    /** Of a resource that changed several times, only the last state is written. */
    private static void upsertResources(Handle handle, List<ResourceEvent> events) {
        Map<UUID, Customer> customers = new LinkedHashMap<>();
        Map<UUID, Agent> agents = new LinkedHashMap<>();
        Map<UUID, BillingAccount> accounts = new LinkedHashMap<>();
        for (ResourceEvent event : events) {
            if (event.getResource().getCustomer() != null) {
                customers.put(
                        event.getResource().getCustomer().getId(),
                        event.getResource().getCustomer());
            } else if (event.getResource().getAgent() != null) {
                agents.put(
                        event.getResource().getAgent().getId(),
                        event.getResource().getAgent());
            } else if (event.getResource().getBillingAccount() != null) {
                accounts.put(
                        event.getResource().getBillingAccount().getId(),
                        event.getResource().getBillingAccount());
            } else {
                throw new IllegalStateException(
                        "an event holds a resource of a type that this version does not know: " + event.getType());
            }
        }
        ResourceRows.upsertCustomers(handle, customers.values());
        ResourceRows.upsertAgents(handle, agents.values());
        ResourceRows.upsertBillingAccounts(handle, accounts.values());
    }

    private static void advanceProgress(Handle handle, List<ResourceEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        Map<UUID, Long> progress = new HashMap<>();
        events.forEach(event -> progress.merge(event.getCustomerId(), event.getChangeSeq(), Math::max));
        PreparedBatch rows = handle.prepareBatch(Sql.of("advance_customer_progress"));
        progress.forEach((customerId, changeSeq) -> rows.bind("customer_id", customerId)
                .bind("change_seq", changeSeq)
                .add());
        rows.execute();
    }

    private static void insertResults(Handle handle, List<ReceivedResult> results) {
        PreparedBatch rows = handle.prepareBatch(Sql.of("insert_command_result"));
        for (ReceivedResult received : results) {
            var result = received.result();
            boolean rejected = result.getRejection() != null;
            if (rejected && result.getRejection().getReason().equals(IDEMPOTENCY_KEY_REUSED)) {
                continue;
            }
            rows.bind("command_id", result.getCommandId())
                    .bind("customer_id", result.getCustomerId())
                    .bind("actor_agent_id", result.getActor().getAgentId())
                    .bind("fingerprint", bytes(result.getFingerprint()))
                    .bind("outcome", result.getOutcome().name())
                    .bind("reason", rejected ? result.getRejection().getReason() : null)
                    .bind("change_seq", result.getChangeSeq())
                    .bind("tm_decided", Instant.ofEpochMilli(received.timestamp()))
                    .bind("result", received.bytes())
                    .add();
        }
        if (rows.size() > 0) {
            rows.execute();
        }
    }

    private static void eraseResultsOfDeleted(Handle handle, List<ResourceEvent> events) {
        PreparedBatch rows = handle.prepareBatch(Sql.of("erase_command_results"));
        events.stream()
                .filter(ReadModel::endsCustomer)
                .forEach(event -> rows.bind("customer_id", event.getCustomerId())
                        .bind("change_seq", event.getChangeSeq())
                        .add());
        if (rows.size() > 0) {
            rows.execute();
        }
    }

    private static boolean endsCustomer(ResourceEvent event) {
        Customer customer = event.getResource().getCustomer();
        return customer != null
                && (customer.getStatus() == CustomerStatus.deleted || customer.getStatus() == CustomerStatus.expired);
    }

    private static byte[] bytes(java.nio.ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
