package net.voipbin.provisioning.endtoend.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Attempt;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Read;

/** The oracle of reading what was written: a GET that begins after a 2xx shows that version or a later one. */
public final class ReadYourWrites {

    private ReadYourWrites() {}

    public static List<String> flaws(Collection<Attempt> attempts, Collection<Read> reads) {
        Map<String, TreeMap<Long, Long>> answered = new HashMap<>();
        attempts.stream()
                .filter(Attempt::isApplied)
                .sorted(Comparator.comparingLong(Attempt::end))
                .forEach(attempt -> {
                    TreeMap<Long, Long> latest = answered.computeIfAbsent(attempt.resourceId(), id -> new TreeMap<>());
                    long before = latest.isEmpty() ? 0 : latest.lastEntry().getValue();
                    latest.put(attempt.end(), Math.max(before, attempt.version()));
                });
        List<String> flaws = new ArrayList<>();
        for (Read read : reads) {
            Map.Entry<Long, Long> least =
                    answered.getOrDefault(read.resourceId(), new TreeMap<>()).lowerEntry(read.begin());
            if (least != null && read.version() < least.getValue()) {
                flaws.add("bridge " + read.bridge() + " showed version " + read.version() + " of " + read.resourceId()
                        + " after version " + least.getValue() + " had been answered");
            }
        }
        return flaws;
    }
}
