package net.voipbin.provisioning.domain.billing;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.TenantAtWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceTest {

    private final TenantAtWork tenant = new TenantAtWork();
    private final BillingAccount account = tenant.account();

    @Test
    void shouldAddToTheCredit() {
        // When
        Decision decision = tenant.by(SUPER_ADMIN, new AddBalance(1));
        // Then
        assertThatDecision(decision).applied("billing_account_balance_updated");
        assertThat(subject(BillingAccount.class, decision)).isEqualTo(updated(account.withCredit(1), LATER));
    }

    @Test
    void shouldSubtractFromTheCreditDownToNothing() {
        // Given
        tenant.by(PLATFORM, new AddBalance(7));
        // When
        Decision decision = tenant.by(SUPER_ADMIN, new SubtractBalance(7));
        // Then
        assertThatDecision(decision).applied("billing_account_balance_updated");
        assertThat(tenant.account().balanceCredit()).isZero();
        assertThat(tenant.account().revision().version()).isEqualTo(3);
    }

    @Test
    void shouldNotSubtractMoreThanThereIs() {
        // Given
        tenant.by(PLATFORM, new AddBalance(7));
        // Then
        assertThatDecision(tenant.by(PLATFORM, new SubtractBalance(8))).rejected(Reason.INSUFFICIENT_BALANCE);
        assertThatDecision(tenant.by(PLATFORM, new SubtractBalance(Long.MAX_VALUE)))
                .rejected(Reason.INSUFFICIENT_BALANCE);
        assertThat(tenant.account().balanceCredit()).isEqualTo(7);
    }

    @Test
    void shouldChangeNothingForNothing() {
        // Then
        assertThatDecision(tenant.by(PLATFORM, new AddBalance(0))).fulfilled(account);
        assertThatDecision(tenant.by(PLATFORM, new SubtractBalance(0))).fulfilled(account);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void shouldRefuseAnAmountBelowZero(long amount) {
        // Given
        tenant.by(PLATFORM, new AddBalance(7));
        // Then
        assertThatDecision(tenant.by(PLATFORM, new AddBalance(amount)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "balance");
        assertThatDecision(tenant.by(PLATFORM, new SubtractBalance(amount)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "balance");
    }

    @Test
    void shouldAddUpToWhatCanBeCountedAndNoFurther() {
        // Given
        tenant.by(PLATFORM, new AddBalance(7));
        // Then
        assertThatDecision(tenant.by(PLATFORM, new AddBalance(Long.MAX_VALUE - 6)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "balance");
        assertThatDecision(tenant.by(PLATFORM, new AddBalance(Long.MAX_VALUE - 7)))
                .applied("billing_account_balance_updated");
        assertThat(tenant.account().balanceCredit()).isEqualTo(Long.MAX_VALUE);
    }
}
