package net.voipbin.provisioning.domain;

import java.util.Optional;
import java.util.OptionalLong;
import net.voipbin.provisioning.domain.text.Words;

/** What a customer pays for. */
public enum PlanType {
    FREE(5, 2, 5, 100),
    BASIC(50, 10, 50, 1_000),
    PROFESSIONAL(500, 100, 500, 10_000),
    UNLIMITED(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    private final long agents;
    private final long queues;
    private final long virtualNumbers;
    private final long tokensPerMonth;

    PlanType(long agents, long queues, long virtualNumbers, long tokensPerMonth) {
        this.agents = agents;
        this.queues = queues;
        this.virtualNumbers = virtualNumbers;
        this.tokensPerMonth = tokensPerMonth;
    }

    /** Empty where it is none of them. */
    public static Optional<PlanType> named(String text) {
        return Words.find(values(), PlanType::published, text);
    }

    public String published() {
        return Words.of(this);
    }

    OptionalLong agents() {
        return bounded(agents);
    }

    OptionalLong queues() {
        return bounded(queues);
    }

    OptionalLong virtualNumbers() {
        return bounded(virtualNumbers);
    }

    /** Empty where tokens are not counted: then the balance stays as it is. */
    public OptionalLong tokensPerMonth() {
        return bounded(tokensPerMonth);
    }

    private static OptionalLong bounded(long limit) {
        return limit == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(limit);
    }
}
