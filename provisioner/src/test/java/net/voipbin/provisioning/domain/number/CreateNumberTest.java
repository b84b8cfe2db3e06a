package net.voipbin.provisioning.domain.number;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.FOREIGN_FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.UNKNOWN;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static net.voipbin.provisioning.domain.TenantAtWork.verifiedWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.TenantAtWork;
import net.voipbin.provisioning.domain.customer.UpdateIdentityVerificationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateNumberTest {

    private static final String NORMAL = "+15551234567";
    private static final String VIRTUAL = "+899100000001";

    @Test
    void shouldTakeANormalNumberAndPayForItInTheSameChange() {
        // Given
        TenantAtWork tenant = verifiedWith(12_000_000);
        // When
        Decision decision = tenant.by(ADMIN, normal(NORMAL));
        // Then
        assertThatDecision(decision).applied("number_created", "billing_account_balance_updated");
        assertThat(tenant.account().balanceCredit()).isEqualTo(7_000_000);
        assertThat(tenant.account().balanceToken()).isEqualTo(100);
    }

    @Test
    void shouldKeepWhatTheRequestNames() {
        // Given
        TenantAtWork tenant = verifiedWith(5_000_000);
        // When
        Decision decision =
                tenant.by(ADMIN, new CreateNumber(NORMAL, "normal", FLOW.toString(), "", "main", "front desk"));
        // Then
        Number number = subject(Number.class, decision);
        assertThat(number)
                .isEqualTo(new Number(
                        number.id(),
                        tenant.customer().id(),
                        Revision.first(LATER),
                        NORMAL,
                        Number.NumberType.NORMAL,
                        new Number.Profile("main", "front desk", Optional.of(FLOW), Optional.empty()),
                        new Metadata(false),
                        LATER,
                        Optional.empty()));
        assertThat(tenant.live(Number.class, number.id())).isEqualTo(number);
    }

    @Test
    void shouldRefuseANormalNumberWhenTheCreditIsOneMicroShort() {
        // Given
        TenantAtWork tenant = verifiedWith(4_999_999);
        // Then
        assertThatDecision(tenant.by(ADMIN, normal(NORMAL))).rejected(Reason.INSUFFICIENT_BALANCE);
        assertThat(tenant.account().balanceCredit()).isEqualTo(4_999_999);
    }

    @Test
    void shouldSpendTheLastCreditOnANormalNumber() {
        // Given
        TenantAtWork tenant = verifiedWith(5_000_000);
        // Then
        assertThatDecision(tenant.by(ADMIN, normal(NORMAL)))
                .applied("number_created", "billing_account_balance_updated");
        assertThat(tenant.account().balanceCredit()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFIED")
    void shouldRefuseANormalNumberWhoeverAsksWhileTheIdentityIsNotVerified(Customer.IdentityVerificationStatus status) {
        // Given
        TenantAtWork tenant = verifiedWith(5_000_000);
        tenant.by(PLATFORM, new UpdateIdentityVerificationStatus(status.name().toLowerCase(Locale.ROOT)));
        // Then
        assertThatDecision(tenant.by(ADMIN, normal(NORMAL))).rejected(Reason.IDENTITY_VERIFICATION_REQUIRED);
        assertThatDecision(tenant.by(SUPER_ADMIN, normal(NORMAL))).rejected(Reason.IDENTITY_VERIFICATION_REQUIRED);
        assertThatDecision(tenant.by(PLATFORM, normal(NORMAL))).rejected(Reason.IDENTITY_VERIFICATION_REQUIRED);
    }

    @Test
    void shouldGiveAVirtualNumberForNothingAndToAnyone() {
        // Given
        TenantAtWork tenant = new TenantAtWork();
        BillingAccount before = tenant.account();
        // When
        Decision decision = tenant.by(ADMIN, virtual(VIRTUAL));
        // Then
        assertThatDecision(decision).applied("number_created");
        assertThat(subject(Number.class, decision).numberType()).isEqualTo(Number.NumberType.VIRTUAL);
        assertThat(tenant.account()).isEqualTo(before);
    }

    @Test
    void shouldCountVirtualNumbersAgainstThePlanAndNormalOnesNot() {
        // Given
        TenantAtWork tenant = verifiedWith(50_000_000);
        for (int i = 0; i < 5; i++) {
            assertThatDecision(tenant.by(ADMIN, virtual("+89910000000" + i))).applied("number_created");
        }
        // Then
        assertThatDecision(tenant.by(ADMIN, virtual("+899100000005")))
                .rejectedWith(
                        Reason.RESOURCE_LIMIT_EXCEEDED,
                        Map.of(
                                "resource", new Rejection.Detail.Text("virtual_numbers"),
                                "limit", new Rejection.Detail.Quantity(5),
                                "count", new Rejection.Detail.Quantity(5)));
        assertThatDecision(tenant.by(ADMIN, normal(NORMAL)))
                .applied("number_created", "billing_account_balance_updated");
    }

    @Test
    void shouldRefuseANumberThatAnotherCustomerHoldsAndChargeNothing() {
        // Given
        TenantAtWork tenant = verifiedWith(50_000_000);
        tenant.byOther(virtual(VIRTUAL));
        tenant.by(ADMIN, normal(NORMAL));
        // Then
        assertThatDecision(tenant.by(ADMIN, virtual(VIRTUAL))).rejected(Reason.NUMBER_ALREADY_EXISTS);
        assertThatDecision(tenant.by(ADMIN, normal(NORMAL))).rejected(Reason.NUMBER_ALREADY_EXISTS);
        assertThat(tenant.account().balanceCredit()).isEqualTo(45_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12", "+123456789012345", "+898123456789", "+89", "+900"})
    void shouldTakeWhateverIsANormalNumberByForm(String number) {
        // Given
        TenantAtWork tenant = verifiedWith(5_000_000);
        // When
        Decision decision = tenant.by(ADMIN, normal(number));
        // Then
        assertThat(subject(Number.class, decision).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "+8",
                "15551234567",
                "+0555",
                "+1234567890123456",
                "+1 555",
                "+1555a",
                "+１５５５",
                "+899",
                "+899100000001",
                "+8991",
                "+15551234567\n"
            })
    void shouldRefuseWhatIsNoNormalNumber(String number) {
        // Given
        TenantAtWork tenant = verifiedWith(5_000_000);
        // Then
        assertThatDecision(tenant.by(ADMIN, normal(number))).rejectedForField(Reason.INVALID_ARGUMENT, "number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+899001000000", "+899010000000", "+899100000000", "+899999999999"})
    void shouldTakeWhateverIsAVirtualNumberByForm(String number) {
        // Then
        assertThatDecision(new TenantAtWork().by(ADMIN, virtual(number))).applied("number_created");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+15551234567",
                "+899000000000",
                "+899000999999",
                "+89910000000",
                "+8991000000001",
                "899100000001",
                "+89910000000a",
                "+899１00000001",
                "+899100000001\n"
            })
    void shouldRefuseWhatIsNoVirtualNumber(String number) {
        // Then
        assertThatDecision(new TenantAtWork().by(ADMIN, virtual(number)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Normal", "toll_free", "NORMAL"})
    void shouldRefuseAnotherType(String type) {
        // Then
        assertThatDecision(verifiedWith(5_000_000).by(ADMIN, new CreateNumber(NORMAL, type, "", "", "", "")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "type");
    }

    @Test
    void shouldReferToFlowsOfTheSameCustomerOnly() {
        // Given
        TenantAtWork tenant = new TenantAtWork();
        // Then
        assertThatDecision(tenant.by(ADMIN, virtual(FOREIGN_FLOW.toString(), "")))
                .rejectedForField(Reason.REFERENCE_INVALID, "call_flow_id");
        assertThatDecision(tenant.by(ADMIN, virtual("", UNKNOWN.toString())))
                .rejectedForField(Reason.REFERENCE_INVALID, "message_flow_id");
        assertThatDecision(tenant.by(ADMIN, virtual("flow", "")))
                .rejectedForField(Reason.REFERENCE_INVALID, "call_flow_id");
        assertThatDecision(tenant.by(ADMIN, virtual("", "flow")))
                .rejectedForField(Reason.REFERENCE_INVALID, "message_flow_id");
    }

    @Test
    void shouldTakeTheNilIdForNoFlow() {
        // When
        Number number = subject(
                Number.class,
                new TenantAtWork().by(ADMIN, virtual("00000000-0000-0000-0000-000000000000", FLOW.toString())));
        // Then
        assertThat(number.profile().callFlowId()).isEmpty();
        assertThat(number.profile().messageFlowId()).contains(FLOW);
    }

    @Test
    void shouldBoundNameAndDetail() {
        // Given
        TenantAtWork tenant = new TenantAtWork();
        // Then
        assertThatDecision(tenant.by(ADMIN, named("n".repeat(256), "")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(tenant.by(ADMIN, named("", "d".repeat(65_536))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
        assertThatDecision(tenant.by(ADMIN, named("n".repeat(255), "d".repeat(65_535))))
                .applied("number_created");
    }

    private static CreateNumber normal(String number) {
        return new CreateNumber(number, "normal", "", "", "", "");
    }

    private static CreateNumber virtual(String number) {
        return new CreateNumber(number, "virtual", "", "", "", "");
    }

    private static CreateNumber virtual(String callFlowId, String messageFlowId) {
        return new CreateNumber(VIRTUAL, "virtual", callFlowId, messageFlowId, "", "");
    }

    private static CreateNumber named(String name, String detail) {
        return new CreateNumber(VIRTUAL, "virtual", "", "", name, detail);
    }
}
