package net.voipbin.provisioning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingAccountTest {

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1"})
    void shouldHaveNoBalanceBelowZero(long credit, long tokens) {
        // Then
        assertThatThrownBy(() -> withBalances(credit, tokens)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldGoDownToZero() {
        // When
        BillingAccount account = withBalances(0, 0);
        // Then
        assertThat(account.balanceCredit()).isZero();
        assertThat(account.balanceToken()).isZero();
    }

    @Test
    void shouldBeToppedUpNextOnTheLastDayOfAShorterMonth() {
        // When
        BillingAccount account = BillingAccount.of(Samples.CUSTOMER_ID, Instant.parse("2027-01-31T09:00:00Z"));
        // Then
        assertThat(account.tmNextTopup()).contains(Instant.parse("2027-02-28T09:00:00Z"));
    }

    private static BillingAccount withBalances(long credit, long tokens) {
        return new BillingAccount(
                Samples.CUSTOMER_ID,
                Samples.CUSTOMER_ID,
                Revision.first(Samples.NOON),
                new BillingAccount.Profile("", ""),
                PlanType.FREE,
                BillingAccount.PlanStatus.ACTIVE,
                credit,
                tokens,
                Optional.empty(),
                Optional.empty(),
                BillingAccount.Status.ACTIVE,
                Optional.empty(),
                Optional.empty());
    }
}
