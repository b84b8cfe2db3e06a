package net.voipbin.provisioning.endtoend.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * What the event topic has told of one customer's resources so far, and the oracle of their end: each has one deleted
 * event and behind it one record without a value, but for the customer, which keeps its last event. Looks at each record
 * once. Not thread-safe.
 */
public final class CustomerEndLog {

    private static final List<Schema.Field> TYPES = Resource.getClassSchema().getFields();

    private final TopicLog<ResourceEvent> events;
    private final UUID customerId;
    private final Set<String> born = new HashSet<>();
    private final Map<String, Integer> deletions = new HashMap<>();
    private final Map<String, Integer> tombstones = new HashMap<>();
    private final Map<Long, Integer> sizes = new HashMap<>();
    private final List<String> flaws = new ArrayList<>();
    private int seen;
    private long lastDeletion = -1;

    public CustomerEndLog(TopicLog<ResourceEvent> events, UUID customerId) {
        this.events = events;
        this.customerId = customerId;
    }

    /** How many resources have a deleted event. */
    public int deleted() {
        readOn();
        return deletions.size();
    }

    public int tombstoned() {
        readOn();
        return tombstones.size();
    }

    /** The customer itself among them. */
    public int born() {
        readOn();
        return born.size();
    }

    /** The customer's changes that delete something, by their number: how many events each has. */
    public Map<Long, Integer> deletingChanges() {
        readOn();
        return Map.copyOf(sizes);
    }

    /** The offset of the last deleted event in the customer's partition. */
    public long lastDeletion() {
        readOn();
        return lastDeletion;
    }

    /** The flaws of the customer's end, once it is complete. */
    public List<String> flaws() {
        readOn();
        List<String> found = new ArrayList<>(flaws);
        String customer = customerId + "/customer/" + customerId;
        for (String key : born) {
            if (deletions.getOrDefault(key, 0) != 1) {
                found.add(key + " has " + deletions.getOrDefault(key, 0) + " deleted events");
            }
            int wanted = key.equals(customer) ? 0 : 1;
            if (tombstones.getOrDefault(key, 0) != wanted) {
                found.add(key + " has " + tombstones.getOrDefault(key, 0) + " tombstones");
            }
        }
        return found;
    }

    private void readOn() {
        List<TopicLog.Entry<ResourceEvent>> come = events.entriesFrom(seen);
        seen += come.size();
        for (TopicLog.Entry<ResourceEvent> entry : come) {
            String key = new String(entry.record().key(), StandardCharsets.UTF_8);
            if (key.startsWith(customerId.toString())) {
                take(
                        key,
                        Optional.ofNullable(entry.record().value()),
                        entry.record().offset());
            }
        }
    }

    /** One more record of the customer; without an event it is a tombstone. */
    void take(String key, Optional<ResourceEvent> record, long offset) {
        if (record.isEmpty()) {
            tombstones.merge(key, 1, Integer::sum);
            if (!deletions.containsKey(key)) {
                flaws.add(key + " has a tombstone before its deleted event");
            }
        } else if (isDeletion(record.get())) {
            deletions.merge(key, 1, Integer::sum);
            sizes.merge(record.get().getChangeSeq(), 1, Integer::sum);
            lastDeletion = offset;
        } else {
            born.add(key);
            if (deletions.containsKey(key)) {
                flaws.add(key + " lives after its end");
            }
        }
    }

    private static boolean isDeletion(ResourceEvent event) {
        return TYPES.stream()
                .map(type -> event.getResource().get(type.pos()))
                .filter(IndexedRecord.class::isInstance)
                .map(IndexedRecord.class::cast)
                .anyMatch(state ->
                        state.get(state.getSchema().getField("tm_delete").pos()) != null);
    }
}
