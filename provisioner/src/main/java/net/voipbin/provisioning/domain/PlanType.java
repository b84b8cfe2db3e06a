package net.voipbin.provisioning.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

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
        for (PlanType plan : values()) {
            if (plan.published().equals(text)) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }

    public String published() {
        return name().toLowerCase(Locale.ROOT);
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
