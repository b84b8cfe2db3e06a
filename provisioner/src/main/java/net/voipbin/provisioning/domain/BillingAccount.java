package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * A customer's one account. Immutable.
 *
 * @param balanceCredit in millionths of a US dollar, never below zero
 * @param balanceToken tokens left in the present period, never below zero
 */
public record BillingAccount(
        UUID id,
        UUID customerId,
        Revision revision,
        String name,
        String detail,
        PlanType planType,
        PlanStatus planStatus,
        long balanceCredit,
        long balanceToken,
        Optional<PaymentType> paymentType,
        Optional<PaymentMethod> paymentMethod,
        Status status,
        Optional<Instant> tmLastTopup,
        Optional<Instant> tmNextTopup)
        implements Resource {

    public enum PlanStatus {
        ACTIVE,
        CANCELING
    }

    public enum PaymentType {
        PREPAID
    }

    public enum PaymentMethod {
        CREDIT_CARD
    }

    public enum Status {
        ACTIVE,
        FROZEN,
        DELETED
    }

    public BillingAccount {
        if (balanceCredit < 0 || balanceToken < 0) {
            throw new IllegalArgumentException("a balance is below zero");
        }
    }

    /** The id follows from the customer's: exactly one account each, also when a command is decided again. */
    public static UUID idOf(UUID customerId) {
        return DerivedId.of(customerId, "billing-account");
    }

    /** The account that a customer is born with: prepaid, on the free plan, with the first month's tokens. */
    public static BillingAccount of(UUID customerId, Instant time) {
        return new BillingAccount(
                idOf(customerId),
                customerId,
                Revision.first(time),
                "",
                "",
                PlanType.FREE,
                PlanStatus.ACTIVE,
                0,
                PlanType.FREE.tokensPerMonth(),
                Optional.of(PaymentType.PREPAID),
                Optional.empty(),
                Status.ACTIVE,
                Optional.empty(),
                Optional.of(time.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant()));
    }

    public Change created() {
        return new Change(EventType.BILLING_ACCOUNT_CREATED, this);
    }

    /** Deleted, and without what its owner wrote into it; the balances stay, for the books. */
    public Change deleted(Instant time) {
        return new Change(
                EventType.BILLING_ACCOUNT_DELETED,
                new BillingAccount(
                        id,
                        customerId,
                        revision.deleted(time),
                        "",
                        "",
                        planType,
                        planStatus,
                        balanceCredit,
                        balanceToken,
                        paymentType,
                        paymentMethod,
                        Status.DELETED,
                        tmLastTopup,
                        Optional.empty()));
    }
}
