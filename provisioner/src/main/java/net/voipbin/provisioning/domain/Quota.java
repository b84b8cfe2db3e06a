package net.voipbin.provisioning.domain;

import java.util.Map;
import java.util.OptionalLong;
import net.voipbin.provisioning.domain.text.Words;

/** What a customer may have only so many of. */
public enum Quota {
    AGENTS,
    QUEUES,
    VIRTUAL_NUMBERS,
    FLOWS;

    /** The name in details of a rejection and in the state. */
    public String published() {
        return Words.of(this);
    }

    /** How many, on the plan; empty where there is no limit. */
    public OptionalLong limit(PlanType plan) {
        return switch (this) {
            case AGENTS -> plan.limits().agents();
            case QUEUES -> plan.limits().queues();
            case VIRTUAL_NUMBERS -> plan.limits().virtualNumbers();
            case FLOWS -> plan.limits().flows();
        };
    }

    /** Whether so many are more than the plan allows. */
    public boolean exceededBy(long count, PlanType plan) {
        OptionalLong limit = limit(plan);
        return limit.isPresent() && count > limit.getAsLong();
    }

    /** The refusal of one more, or of a plan that is too small for what there is. */
    public Rejection refusal(PlanType plan, long count) {
        return new Rejection(
                Reason.RESOURCE_LIMIT_EXCEEDED,
                "The plan allows no more " + published() + ".",
                Map.of(
                        "resource", new Rejection.Detail.Text(published()),
                        "limit", new Rejection.Detail.Quantity(limit(plan).orElse(Long.MAX_VALUE)),
                        "count", new Rejection.Detail.Quantity(count)));
    }
}
