package net.voipbin.provisioning.domain.billing;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.TenantAtWork;
import net.voipbin.provisioning.domain.customer.RecoverCustomer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopUpTokensTest {

    private static final Instant DUE = Instant.parse("2026-12-24T12:00:00.000001Z");
    private static final TopUpTokens TOP_UP = new TopUpTokens();

    private final TenantAtWork tenant = new TenantAtWork();
    private final BillingAccount account = tenant.account();

    @Test
    void shouldGiveTheMonthsTokensWhenTheyAreDue() {
        // Given
        BillingAccount spent = withTokens(account, 3);
        tenant.put(spent);
        // When
        Decision decision = tenant.at(DUE, PLATFORM, TOP_UP);
        // Then
        assertThatDecision(decision).applied("billing_account_balance_updated");
        BillingAccount after = subject(BillingAccount.class, decision);
        assertThat(after).isEqualTo(updated(spent.toppedUp(DUE), DUE));
        assertThat(after.balanceToken()).isEqualTo(100);
        assertThat(after.balanceCredit()).isZero();
        assertThat(after.tmLastTopup()).contains(DUE);
        assertThat(after.tmNextTopup()).contains(Instant.parse("2027-01-24T12:00:00.000001Z"));
    }

    @Test
    void shouldChangeNothingOneMicrosecondBeforeTheyAreDue() {
        // Then
        assertThatDecision(tenant.at(DUE.minusNanos(1_000), PLATFORM, TOP_UP)).fulfilled(account);
    }

    @Test
    void shouldGiveThemOnceAPeriod() {
        // Given
        tenant.at(DUE, PLATFORM, TOP_UP);
        BillingAccount after = tenant.account();
        // Then
        assertThatDecision(tenant.at(DUE, PLATFORM, TOP_UP)).fulfilled(after);
        assertThatDecision(tenant.at(DUE.plus(Duration.ofDays(30)), PLATFORM, TOP_UP))
                .fulfilled(after);
        assertThatDecision(tenant.at(DUE.plus(Duration.ofDays(31)), PLATFORM, TOP_UP))
                .applied("billing_account_balance_updated");
    }

    @Test
    void shouldGiveTheTokensOfThePlanThatThereIsByThen() {
        // Given
        tenant.by(PLATFORM, new UpdatePlanType("basic"));
        // When
        tenant.at(DUE, PLATFORM, TOP_UP);
        // Then
        assertThat(tenant.account().balanceToken()).isEqualTo(1_000);
    }

    @Test
    void shouldLeaveTheTokensOfAnUnlimitedPlanAsTheyAreAndGoOnCountingPeriods() {
        // Given
        tenant.by(PLATFORM, new UpdatePlanType("unlimited"));
        // When
        Decision decision = tenant.at(DUE, PLATFORM, TOP_UP);
        // Then
        assertThatDecision(decision).applied("billing_account_balance_updated");
        assertThat(tenant.account().balanceToken()).isEqualTo(100);
        assertThat(tenant.account().tmLastTopup()).contains(DUE);
    }

    @Test
    void shouldGiveAFrozenAccountNothingUntilItIsRecovered() {
        // Given
        tenant.isFrozen();
        BillingAccount frozen = tenant.account();
        // Then
        assertThatDecision(tenant.at(DUE, PLATFORM, TOP_UP)).fulfilled(frozen);
        // Given
        tenant.at(DUE.plusSeconds(1), PLATFORM, new RecoverCustomer());
        // Then
        assertThatDecision(tenant.at(DUE.plusSeconds(2), PLATFORM, TOP_UP)).applied("billing_account_balance_updated");
    }

    @Test
    void shouldGiveASuspendedCustomersAccountItsTokens() {
        // Given
        tenant.isSuspended();
        // Then
        assertThatDecision(tenant.at(DUE, PLATFORM, TOP_UP)).applied("billing_account_balance_updated");
    }

    @Test
    void shouldRefuseATenantAlsoWhenTokensAreDue() {
        // Then
        assertThatDecision(tenant.at(DUE, ADMIN, TOP_UP)).rejected(Reason.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        // On the day itself, which shorter months cut short.
        "2027-01-31T09:00:00Z, 2027-02-28T09:00:00Z, 2027-03-31T09:00:00Z",
        "2027-01-31T09:00:00Z, 2027-03-31T09:00:00Z, 2027-04-30T09:00:00Z",
        "2027-01-31T09:00:00Z, 2027-04-30T09:00:00Z, 2027-05-31T09:00:00Z",
        // Some time later.
        "2027-01-31T09:00:00Z, 2027-02-28T09:00:01Z, 2027-03-31T09:00:00Z",
        "2027-01-31T09:00:00Z, 2027-03-30T23:59:59Z, 2027-03-31T09:00:00Z",
        // Leap years.
        "2027-12-31T00:00:00Z, 2028-02-29T00:00:00Z, 2028-03-31T00:00:00Z",
        "2028-01-30T00:00:00Z, 2028-02-29T00:00:00Z, 2028-03-30T00:00:00Z",
        "2028-02-29T00:00:00Z, 2029-02-28T00:00:00Z, 2029-03-29T00:00:00Z",
        "2028-02-29T00:00:00Z, 2032-01-29T00:00:00Z, 2032-02-29T00:00:00Z",
        // Over the turn of the year.
        "2026-11-24T12:00:00Z, 2026-12-24T12:00:00Z, 2027-01-24T12:00:00Z",
        // Several periods missed: the next is the first that is to come.
        "2027-01-31T09:00:00Z, 2027-07-15T00:00:00Z, 2027-07-31T09:00:00Z",
        "2027-01-31T09:00:00Z, 2031-02-28T09:00:00Z, 2031-03-31T09:00:00Z"
    })
    void shouldBeginTheNextPeriodOnTheDayOfTheBirth(Instant birth, Instant time, Instant next) {
        // Then
        assertThat(BillingAccount.of(CUSTOMER_ID, birth).toppedUp(time).tmNextTopup())
                .contains(next);
    }

    @Test
    void shouldGiveTheTokensOfSeveralMissedPeriodsOnce() {
        // Given
        Instant muchLater = Instant.parse("2027-05-01T00:00:00Z");
        // When
        tenant.at(muchLater, PLATFORM, TOP_UP);
        // Then
        BillingAccount after = tenant.account();
        assertThat(after.balanceToken()).isEqualTo(100);
        assertThat(after.tmNextTopup()).contains(Instant.parse("2027-05-24T12:00:00.000001Z"));
        assertThatDecision(tenant.at(muchLater, PLATFORM, TOP_UP)).fulfilled(after);
    }

    private static BillingAccount withTokens(BillingAccount account, long tokens) {
        return new BillingAccount(
                account.id(),
                account.customerId(),
                account.revision().updated(NOON),
                new BillingAccount.Profile(
                        account.profile().name(), account.profile().detail()),
                account.planType(),
                account.planStatus(),
                account.balanceCredit(),
                tokens,
                account.paymentType(),
                account.paymentMethod(),
                account.status(),
                Optional.empty(),
                account.tmNextTopup());
    }
}
