package net.voipbin.provisioning.vocabulary;

import java.util.OptionalLong;

/**
 * How many resources a plan allows a customer, and how many tokens it gives it in a month; empty where there is no
 * limit. Immutable.
 *
 * @param tokensPerMonth empty where tokens are not counted
 */
public record PlanLimits(
        OptionalLong agents,
        OptionalLong queues,
        OptionalLong virtualNumbers,
        OptionalLong flows,
        OptionalLong tokensPerMonth) {

    /** How many flows a customer may have, whatever its plan. */
    private static final OptionalLong FLOWS = OptionalLong.of(10_000);

    public static final PlanLimits FREE = of(5, 2, 5, 100);
    public static final PlanLimits BASIC = of(50, 10, 50, 1_000);
    public static final PlanLimits PROFESSIONAL = of(500, 100, 500, 10_000);
    public static final PlanLimits UNLIMITED = new PlanLimits(
            OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), FLOWS, OptionalLong.empty());

    private static PlanLimits of(long agents, long queues, long virtualNumbers, long tokensPerMonth) {
        return new PlanLimits(
                OptionalLong.of(agents),
                OptionalLong.of(queues),
                OptionalLong.of(virtualNumbers),
                FLOWS,
                OptionalLong.of(tokensPerMonth));
    }
}
