package net.voipbin.provisioning.endtoend.torture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.topic.Topics;

/**
 * The oracle of nothing silent: whoever published it, each record of the command topic ended in one result or one dead
 * letter, counted by customer.
 */
final class EveryRecordEnds {

    /**
     * A record of the command topic.
     *
     * @param key as text
     */
    record Taken(int partition, long offset, String key) {}

    private record Failpoint(int partition, long offset) {}

    private EveryRecordEnds() {}

    static List<String> flaws(
            Collection<Taken> records, Collection<DeadLetter> letters, Collection<CommandResult> results) {
        Set<Failpoint> dead = new HashSet<>();
        List<String> flaws = new ArrayList<>();
        letters.stream()
                .filter(letter -> letter.getTopic().equals(Topics.COMMANDS.name()))
                .map(letter -> new Failpoint(letter.getPartition(), letter.getOffset()))
                .filter(place -> !dead.add(place))
                .forEach(place -> flaws.add(place + " has several dead letters"));
        Map<String, Integer> missing = new HashMap<>();
        records.stream()
                .filter(record -> !dead.contains(new Failpoint(record.partition(), record.offset())))
                .forEach(record -> missing.merge(record.key(), 1, Integer::sum));
        results.forEach(result -> missing.merge(result.getCustomerId().toString(), -1, Integer::sum));
        missing.forEach((key, count) -> {
            if (count > 0) {
                flaws.add(count + " records of customer " + key + " have neither result nor dead letter");
            } else if (count < 0) {
                flaws.add(-count + " results of customer " + key + " have no record");
            }
        });
        return flaws;
    }
}
