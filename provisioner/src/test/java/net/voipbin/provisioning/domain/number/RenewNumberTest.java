package net.voipbin.provisioning.domain.number;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Revisions.deleted;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.MANAGER;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static net.voipbin.provisioning.domain.TenantAtWork.verifiedWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.TenantAtWork;
import net.voipbin.provisioning.domain.billing.AddBalance;
import org.junit.jupiter.api.Test;

class RenewNumberTest {

    private static final String NORMAL = "+15551234567";
    private static final Instant MONTH_LATER = LATER.plusSeconds(30 * 86_400);

    @Test
    void shouldRenewANormalNumberAndPayForItInTheSameChange() {
        // Given
        TenantAtWork tenant = verifiedWith(10_000_000);
        Number number = normal(tenant);
        // When
        Decision decision = tenant.at(MONTH_LATER, MANAGER, new RenewNumber(number.id()));
        // Then
        assertThatDecision(decision).applied("number_renewed", "billing_account_balance_updated");
        assertThat(subject(Number.class, decision)).isEqualTo(updated(number.renewed(MONTH_LATER), MONTH_LATER));
        assertThat(tenant.account().balanceCredit()).isZero();
    }

    @Test
    void shouldReleaseANormalNumberWhenTheCreditIsOneMicroShort() {
        // Given
        TenantAtWork tenant = verifiedWith(9_999_999);
        Number number = normal(tenant);
        // When
        Decision decision = tenant.at(MONTH_LATER, MANAGER, new RenewNumber(number.id()));
        // Then
        assertThatDecision(decision).applied("number_deleted");
        Number released = subject(Number.class, decision);
        assertThat(released).isEqualTo(deleted(number, MONTH_LATER));
        assertThat(released.revision().tmDelete()).contains(MONTH_LATER);
        assertThat(tenant.find(Number.class, number.id())).isEmpty();
        assertThat(tenant.account().balanceCredit()).isEqualTo(4_999_999);
    }

    @Test
    void shouldLetAnotherTakeAReleasedNumberAtOnce() {
        // Given
        TenantAtWork tenant = verifiedWith(5_000_000);
        Number number = normal(tenant);
        tenant.by(ADMIN, new RenewNumber(number.id()));
        tenant.by(PLATFORM, new AddBalance(5_000_000));
        // When
        Number again = normal(tenant);
        // Then
        assertThat(again.number()).isEqualTo(number.number());
        assertThat(again.id()).isNotEqualTo(number.id());
    }

    @Test
    void shouldRenewAVirtualNumberForNothing() {
        // Given
        TenantAtWork tenant = new TenantAtWork();
        Number number =
                subject(Number.class, tenant.by(ADMIN, new CreateNumber("+899100000001", "virtual", "", "", "", "")));
        // When
        Decision decision = tenant.at(MONTH_LATER, ADMIN, new RenewNumber(number.id()));
        // Then
        assertThatDecision(decision).applied("number_renewed");
        assertThat(subject(Number.class, decision).tmRenew()).contains(MONTH_LATER);
    }

    @Test
    void shouldLetTheSuperAdminRenewFromAFrozenAccountsCredit() {
        // Given
        TenantAtWork tenant = verifiedWith(10_000_000);
        Number number = normal(tenant);
        tenant.isFrozen();
        // When
        Decision decision = tenant.at(MONTH_LATER, SUPER_ADMIN, new RenewNumber(number.id()));
        // Then
        assertThatDecision(decision).applied("number_renewed", "billing_account_balance_updated");
        assertThat(tenant.account().status()).isEqualTo(BillingAccount.Status.FROZEN);
        assertThat(tenant.account().balanceCredit()).isZero();
    }

    private static Number normal(TenantAtWork tenant) {
        return subject(Number.class, tenant.by(ADMIN, new CreateNumber(NORMAL, "normal", "", "", "", "")));
    }
}
