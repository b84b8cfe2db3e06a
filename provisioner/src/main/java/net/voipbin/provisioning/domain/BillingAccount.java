package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.text.DerivedId;

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
        Profile profile,
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
        PREPAID;

        public String published() {
            return "prepaid";
        }
    }

    public enum PaymentMethod {
        CREDIT_CARD;

        public String published() {
            return "credit card";
        }
    }

    public enum Status {
        ACTIVE,
        FROZEN,
        DELETED
    }

    /** The fields that a plain update may change; all others are locked. Immutable. */
    public record Profile(String name, String detail) {}

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
                new Profile("", ""),
                PlanType.FREE,
                PlanStatus.ACTIVE,
                0,
                PlanType.FREE.tokensPerMonth().orElseThrow(),
                Optional.of(PaymentType.PREPAID),
                Optional.empty(),
                Status.ACTIVE,
                Optional.empty(),
                Optional.of(time.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant()));
    }

    /** A frozen account gets no tokens; what is due then comes with its thaw. */
    @Override
    public List<Timer> timers(Periods periods) {
        return switch (status) {
            case ACTIVE ->
                tmNextTopup.map(due -> new Timer(Timer.Kind.TOP_UP_TOKENS, due)).stream()
                        .toList();
            case FROZEN, DELETED -> List.of();
        };
    }

    @Override
    public Map<String, Locked> lockedFields() {
        return LockedFields.of(
                this,
                Map.of(
                        "plan_type", new Locked.Text(planType.published()),
                        "plan_status", Locked.word(planStatus),
                        "balance_credit", new Locked.Whole(balanceCredit),
                        "balance_token", new Locked.Whole(balanceToken),
                        "payment_type",
                                new Locked.Text(
                                        paymentType.map(PaymentType::published).orElse("")),
                        "payment_method",
                                new Locked.Text(paymentMethod
                                        .map(PaymentMethod::published)
                                        .orElse("")),
                        "status", Locked.word(status),
                        "tm_last_topup", new Locked.Time(tmLastTopup),
                        "tm_next_topup", new Locked.Time(tmNextTopup)));
    }

    @Override
    public BillingAccount withRevision(Revision other) {
        return changed(other, profile, planType, balanceCredit, paymentType, paymentMethod, status);
    }

    public BillingAccount with(Profile changed) {
        return changed(revision, changed, planType, balanceCredit, paymentType, paymentMethod, status);
    }

    public BillingAccount with(Optional<PaymentType> newPaymentType, Optional<PaymentMethod> newPaymentMethod) {
        return changed(revision, profile, planType, balanceCredit, newPaymentType, newPaymentMethod, status);
    }

    public BillingAccount with(PlanType changed) {
        return changed(revision, profile, changed, balanceCredit, paymentType, paymentMethod, status);
    }

    public BillingAccount withCredit(long changed) {
        return changed(revision, profile, planType, changed, paymentType, paymentMethod, status);
    }

    public BillingAccount with(Status changed) {
        return changed(revision, profile, planType, balanceCredit, paymentType, paymentMethod, changed);
    }

    /** With the tokens of the period that the time is in; the next one begins as many months after the last as passed. */
    public BillingAccount toppedUp(Instant time) {
        return new BillingAccount(
                id,
                customerId,
                revision,
                profile,
                planType,
                planStatus,
                balanceCredit,
                planType.tokensPerMonth().orElse(balanceToken),
                paymentType,
                paymentMethod,
                status,
                Optional.of(time),
                Optional.of(firstPeriodAfter(time)));
    }

    /** Counted from the birth, so that an account of the 31st keeps its day through shorter months. */
    private Instant firstPeriodAfter(Instant time) {
        OffsetDateTime birth = revision.tmCreate().atOffset(ZoneOffset.UTC);
        // A month that is cut short, as from 31 January to 28 February, is not counted: the next may have begun
        // already.
        long months = ChronoUnit.MONTHS.between(birth, time.atOffset(ZoneOffset.UTC)) + 1;
        Instant next = birth.plusMonths(months).toInstant();
        return next.isAfter(time) ? next : birth.plusMonths(months + 1).toInstant();
    }

    /** Without what its owner wrote into it; the balances stay, for the books. */
    @Override
    public BillingAccount ended() {
        return new BillingAccount(
                id,
                customerId,
                revision,
                new Profile("", ""),
                planType,
                planStatus,
                balanceCredit,
                balanceToken,
                paymentType,
                paymentMethod,
                Status.DELETED,
                tmLastTopup,
                Optional.empty());
    }

    private BillingAccount changed(
            Revision newRevision,
            Profile newProfile,
            PlanType newPlanType,
            long newBalanceCredit,
            Optional<PaymentType> newPaymentType,
            Optional<PaymentMethod> newPaymentMethod,
            Status newStatus) {
        return new BillingAccount(
                id,
                customerId,
                newRevision,
                newProfile,
                newPlanType,
                planStatus,
                newBalanceCredit,
                balanceToken,
                newPaymentType,
                newPaymentMethod,
                newStatus,
                tmLastTopup,
                tmNextTopup);
    }
}
