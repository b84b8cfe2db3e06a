package net.voipbin.provisioning.domain;

import java.util.Optional;
import java.util.OptionalLong;
import net.voipbin.provisioning.domain.text.Words;
import net.voipbin.provisioning.vocabulary.PlanLimits;

/** What a customer pays for. */
public enum PlanType {
    FREE(PlanLimits.FREE),
    BASIC(PlanLimits.BASIC),
    PROFESSIONAL(PlanLimits.PROFESSIONAL),
    UNLIMITED(PlanLimits.UNLIMITED);

    private final PlanLimits limits;

    PlanType(PlanLimits limits) {
        this.limits = limits;
    }

    /** Empty where it is none of them. */
    public static Optional<PlanType> named(String text) {
        return Words.find(values(), PlanType::published, text);
    }

    public String published() {
        return Words.of(this);
    }

    /** How many resources and tokens the plan allows. */
    PlanLimits limits() {
        return limits;
    }

    /** Empty where tokens are not counted: then the balance stays as it is. */
    public OptionalLong tokensPerMonth() {
        return limits.tokensPerMonth();
    }
}
