package net.voipbin.provisioning.endtoend.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Attempt;

/** One page on what was done to the system, and how it stood it. Not thread-safe. */
final class TortureReport {

    private static final int MOST_FLAWS_SHOWN = 5;

    /** How soon after the loss of a provisioner commands shall be decided again. */
    private static final Duration GOAL = Duration.ofSeconds(5);

    private final long seed;
    private final Map<String, List<Recovery>> faults = new TreeMap<>();
    private final List<Duration> lostProvisioners = new ArrayList<>();
    private final List<String> counts = new ArrayList<>();
    private final Map<String, List<String>> verdicts = new LinkedHashMap<>();

    TortureReport(long seed) {
        this.seed = seed;
    }

    /**
     * A fault that the system has recovered from.
     *
     * @param recovery from the fault; where the fault lasts a while by itself, from its end
     */
    void fault(Fault fault, Recovery recovery) {
        faults.computeIfAbsent(fault.title(), unseen -> new ArrayList<>()).add(recovery);
        if (fault.takesProvisioner()) {
            lostProvisioners.add(recovery.decided());
        }
    }

    /** Those of the kinds from which the system has never had to recover. */
    List<String> neverCame(Collection<Fault> kinds) {
        return kinds.stream()
                .map(Fault::title)
                .filter(title -> !faults.containsKey(title))
                .toList();
    }

    /**
     * How long things took after a fault.
     *
     * @param decided until a command of each partition, given after the fault, had its result
     * @param shown until the read model showed their effect
     * @param ready until all programs were ready
     */
    record Recovery(Duration decided, Duration shown, Duration ready) {}

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

    /** Adds the flaws that an oracle has found; none means that the promise holds. */
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
        lines.add("fault                                  times  slowest: decided s   shown s   ready s");
        faults.forEach((fault, recoveries) -> lines.add("%-38s %5d %18.1f %9.1f %9.1f"
                .formatted(
                        fault,
                        recoveries.size(),
                        slowest(recoveries, Recovery::decided),
                        slowest(recoveries, Recovery::shown),
                        slowest(recoveries, Recovery::ready))));
        lines.add("");
        lines.add("%-38s %d of %d decided again within %d s"
                .formatted(
                        "losses of a provisioner",
                        lostProvisioners.stream()
                                .filter(decided -> decided.compareTo(GOAL) <= 0)
                                .count(),
                        lostProvisioners.size(),
                        GOAL.toSeconds()));
        lines.addAll(counts);
        lines.add("");
        verdicts.forEach((oracle, flaws) -> {
            lines.add("%-38s %s".formatted(oracle, flaws.isEmpty() ? "holds" : "BROKEN: " + flaws.size()));
            flaws.stream().limit(MOST_FLAWS_SHOWN).forEach(flaw -> lines.add("    " + flaw));
        });
        return String.join("\n", lines) + "\n";
    }

    private static double slowest(List<Recovery> recoveries, Function<Recovery, Duration> time) {
        return seconds(
                recoveries.stream().map(time).max(Comparator.naturalOrder()).orElseThrow());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
