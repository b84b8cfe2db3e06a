package net.voipbin.provisioning.endtoend.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The oracle of atomicity for a consumer: what it has seen of the event topic, up to the committed end. */
public final class AtomicChanges {

    private AtomicChanges() {}

    /** The flaws in the events of each partition of an uncompacted log. */
    public static List<String> flaws(TopicLog<ResourceEvent> log) {
        return log.entries().stream()
                .map(TopicLog.Entry::record)
                .collect(Collectors.groupingBy(ConsumerRecord::partition))
                .values()
                .stream()
                .flatMap(partition ->
                        flaws(partition.stream()
                                        .flatMap(event -> Stream.ofNullable(event.value()))
                                        .toList())
                                .stream())
                .toList();
    }

    /**
     * What is wrong with the events of one partition, in the order of the log.
     *
     * @param events to the committed end, of an uncompacted log
     */
    public static List<String> flaws(List<ResourceEvent> events) {
        List<String> flaws = new ArrayList<>();
        Map<String, List<ResourceEvent>> changes = new LinkedHashMap<>();
        String last = "";
        for (ResourceEvent event : events) {
            String change = event.getCustomerId() + " change " + event.getChangeSeq();
            if (!change.equals(last) && changes.containsKey(change)) {
                flaws.add(change + " is not in one piece");
            }
            last = change;
            changes.computeIfAbsent(change, key -> new ArrayList<>()).add(event);
        }
        changes.forEach((change, parts) -> {
            boolean whole = parts.size() == parts.getFirst().getSize();
            for (int index = 0; index < parts.size(); index++) {
                whole &= parts.get(index).getIndex() == index;
            }
            if (!whole) {
                flaws.add(change + " is not whole");
            }
            if (isBirth(parts) && !isWholeBirth(parts)) {
                flaws.add(change + " brings a customer without its one guest agent and billing account");
            }
        });
        return flaws;
    }

    private static boolean isBirth(List<ResourceEvent> parts) {
        return parts.stream().anyMatch(event -> event.getType().equals("customer_created"));
    }

    private static boolean isWholeBirth(List<ResourceEvent> parts) {
        long guests = parts.stream()
                .filter(event -> event.getResource().getAgent() != null)
                .filter(event -> event.getResource().getAgent().getGuest())
                .count();
        long accounts = parts.stream()
                .filter(event -> event.getType().equals("billing_account_created"))
                .count();
        return guests == 1 && accounts == 1;
    }
}
