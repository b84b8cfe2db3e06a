package net.voipbin.provisioning.domain.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What the trials have done so far. Thread-safe but for the outcomes. */
final class TrialCounts {

    private final LongAdder sequences = new LongAdder();
    private final LongAdder steps = new LongAdder();
    private final LongAdder repetitions = new LongAdder();
    private final LongAdder invariants = new LongAdder();
    private final Map<String, Long> outcomes = new TreeMap<>();

    void sequence() {
        sequences.increment();
    }

    void step(Verb verb, String outcome) {
        steps.increment();
        outcomes.merge(verb + " " + outcome, 1L, Long::sum);
    }

    void repetition() {
        steps.increment();
        repetitions.increment();
    }

    void invariants(int count) {
        invariants.add(count);
    }

    long sequences() {
        return sequences.sum();
    }

    long steps() {
        return steps.sum();
    }

    long repetitions() {
        return repetitions.sum();
    }

    long invariants() {
        return invariants.sum();
    }

    /** How often each verb ended in each way. */
    Map<String, Long> outcomes() {
        return Map.copyOf(outcomes);
    }
}
