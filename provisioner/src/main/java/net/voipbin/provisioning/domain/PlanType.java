package net.voipbin.provisioning.domain;

/** What a customer pays for. */
public enum PlanType {
    FREE(100),
    BASIC(1_000),
    PROFESSIONAL(10_000),
    UNLIMITED(0);

    private final long tokensPerMonth;

    PlanType(long tokensPerMonth) {
        this.tokensPerMonth = tokensPerMonth;
    }

    public long tokensPerMonth() {
        return tokensPerMonth;
    }
}
