package net.voipbin.provisioning.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.sandbox.HttpHistory.Attempt;

/** One page on what was done to the system, and how it stood it. Not thread-safe. */
final class TortureReport {

    private static final int MOST_FLAWS_SHOWN = 5;

    private final long seed;
    private final List<String> faults = new ArrayList<>();
    private final List<String> counts = new ArrayList<>();
    private final Map<String, List<String>> verdicts = new LinkedHashMap<>();

    TortureReport(long seed) {
        this.seed = seed;
    }

    /**
     * A fault that the system has recovered from.
     *
     * @param decided from the fault until a command of each partition, given after it, had its result
     * @param ready from the fault until all programs were ready
     */
    void fault(Fault.Planned planned, Duration decided, Duration ready) {
        faults.add("%-38s %d %9.1f %9.1f"
                .formatted(
                        planned.fault().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        planned.target() + 1,
                        seconds(decided),
                        seconds(ready)));
    }

    void count(String what, Object figures) {
        counts.add("%-38s %s".formatted(what, figures));
    }

    void countResults(Collection<CommandResult> results) {
        count(
                "results",
                results.stream()
                        .collect(Collectors.groupingBy(
                                result -> result.getRejection() == null
                                        ? "APPLIED"
                                        : result.getRejection().getReason(),
                                TreeMap::new,
                                Collectors.counting())));
    }

    void countAttempts(Collection<Attempt> attempts) {
        count("HTTP writes", attempts.stream().map(Attempt::write).distinct().count());
        count(
                "their attempts by status (0: nobody)",
                attempts.stream().collect(Collectors.groupingBy(Attempt::status, TreeMap::new, Collectors.counting())));
    }

    /** What an oracle has found; nothing is what it should. */
    void verdict(String oracle, Collection<?> flaws) {
        verdicts.put(oracle, flaws.stream().map(String::valueOf).toList());
    }

    Map<String, List<String>> broken() {
        return verdicts.entrySet().stream()
                .filter(verdict -> !verdict.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Torture with seed " + seed);
        lines.add("");
        lines.add("fault, and to which of two               decided s   ready s");
        lines.addAll(faults);
        lines.add("");
        lines.addAll(counts);
        lines.add("");
        verdicts.forEach((oracle, flaws) -> {
            lines.add("%-38s %s".formatted(oracle, flaws.isEmpty() ? "holds" : "BROKEN: " + flaws.size()));
            flaws.stream().limit(MOST_FLAWS_SHOWN).forEach(flaw -> lines.add("    " + flaw));
        });
        return String.join("\n", lines) + "\n";
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
