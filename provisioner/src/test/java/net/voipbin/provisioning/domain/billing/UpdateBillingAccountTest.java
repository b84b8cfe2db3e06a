package net.voipbin.provisioning.domain.billing;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.TenantAtWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateBillingAccountTest {

    private static final Optional<String> NO = Optional.empty();

    private final TenantAtWork tenant = new TenantAtWork();
    private final BillingAccount account = tenant.account();

    @Test
    void shouldChangeWhatItNamesAndLeaveTheRest() {
        // When
        Decision named = tenant.by(ADMIN, update(Optional.of("main"), NO));
        Decision described = tenant.by(ADMIN, update(NO, Optional.of("pays for all")));
        // Then
        assertThatDecision(named).applied("billing_account_updated");
        assertThat(subject(BillingAccount.class, named))
                .isEqualTo(updated(account.with(new BillingAccount.Profile("main", "")), LATER));
        assertThatDecision(described).applied("billing_account_updated");
        assertThat(tenant.account())
                .isEqualTo(updated(
                        updated(account.with(new BillingAccount.Profile("main", "pays for all")), LATER), LATER));
    }

    @Test
    void shouldChangeNothingWhereThePresentValuesAreNamed() {
        // Then
        assertThatDecision(tenant.by(ADMIN, update(Optional.of(""), Optional.of(""))))
                .fulfilled(account);
        assertThatDecision(tenant.by(ADMIN, update(NO, NO))).fulfilled(account);
    }

    @Test
    void shouldBoundNameAndDetail() {
        // Then
        assertThatDecision(tenant.by(ADMIN, update(Optional.of("n".repeat(256)), NO)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(tenant.by(ADMIN, update(NO, Optional.of("d".repeat(65_536)))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
        assertThatDecision(tenant.by(ADMIN, update(Optional.of("n".repeat(255)), Optional.of("d".repeat(65_535)))))
                .applied("billing_account_updated");
    }

    @Test
    void shouldRefuseOtherValuesForLockedFieldsAndNameEachOfThem() {
        // When
        Decision decision = tenant.by(
                ADMIN,
                new UpdateBillingAccount(
                        Optional.of("main"), NO, Map.of("balance_credit", "1", "plan_type", "\"unlimited\"")));
        // Then
        assertThatDecision(decision)
                .rejectedWith(
                        Reason.LOCKED_FIELD,
                        Map.of("fields", new Rejection.Detail.Texts(List.of("balance_credit", "plan_type"))));
    }

    @Test
    void shouldAcceptThePresentValuesOfLockedFields() {
        // Given
        Map<String, String> present = Map.of(
                "balance_credit", "0",
                "balance_token", "100",
                "plan_type", "\"free\"",
                "plan_status", "\"active\"",
                "payment_type", "\"prepaid\"",
                "payment_method", "\"\"",
                "status", "\"active\"",
                "tm_last_topup", "null");
        // Then
        assertThatDecision(tenant.by(ADMIN, new UpdateBillingAccount(Optional.of("main"), NO, present)))
                .applied("billing_account_updated");
    }

    @Test
    void shouldChangeHowTheCustomerPays() {
        // When
        Decision decision = tenant.by(ADMIN, payment(Optional.of(""), Optional.of("credit card")));
        // Then
        assertThatDecision(decision).applied("billing_account_updated");
        assertThat(subject(BillingAccount.class, decision))
                .isEqualTo(updated(
                        account.with(Optional.empty(), Optional.of(BillingAccount.PaymentMethod.CREDIT_CARD)), LATER));
    }

    @Test
    void shouldChangeThePaymentMethodAlone() {
        // When
        tenant.by(ADMIN, payment(NO, Optional.of("credit card")));
        // Then
        assertThat(tenant.account().paymentType()).contains(BillingAccount.PaymentType.PREPAID);
        assertThat(tenant.account().paymentMethod()).contains(BillingAccount.PaymentMethod.CREDIT_CARD);
    }

    @Test
    void shouldChangeThePaymentTypeAlone() {
        // Given
        tenant.by(ADMIN, payment(Optional.of(""), Optional.of("credit card")));
        // When
        tenant.by(ADMIN, payment(Optional.of("prepaid"), NO));
        // Then
        assertThat(tenant.account().paymentType()).contains(BillingAccount.PaymentType.PREPAID);
        assertThat(tenant.account().paymentMethod()).contains(BillingAccount.PaymentMethod.CREDIT_CARD);
    }

    @Test
    void shouldChangeNothingWhereThePresentPaymentIsNamed() {
        // Then
        assertThatDecision(tenant.by(ADMIN, payment(Optional.of("prepaid"), Optional.of(""))))
                .fulfilled(account);
        assertThatDecision(tenant.by(ADMIN, payment(NO, NO))).fulfilled(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postpaid", "Prepaid", " ", "credit card"})
    void shouldRefuseAnotherPaymentType(String type) {
        // Then
        assertThatDecision(tenant.by(ADMIN, payment(Optional.of(type), NO)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "payment_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"credit_card", "Credit card", " ", "prepaid"})
    void shouldRefuseAnotherPaymentMethod(String method) {
        // Then
        assertThatDecision(tenant.by(ADMIN, payment(NO, Optional.of(method))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "payment_method");
    }

    private static UpdateBillingAccount update(Optional<String> name, Optional<String> detail) {
        return new UpdateBillingAccount(name, detail, Map.of());
    }

    private static UpdatePaymentInfo payment(Optional<String> type, Optional<String> method) {
        return new UpdatePaymentInfo(type, method);
    }
}
