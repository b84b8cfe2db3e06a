package net.voipbin.provisioning.domain.customer;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.OTHER_CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.acme;
import static net.voipbin.provisioning.domain.Samples.command;
import static net.voipbin.provisioning.domain.Samples.expecting;
import static net.voipbin.provisioning.domain.Samples.guestOf;
import static net.voipbin.provisioning.domain.Samples.registerPlatform;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.ClaimAnswers;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decider;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.InMemoryTenant;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.PlanType;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.Standing;
import net.voipbin.provisioning.domain.WebhookMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateCustomerTest {

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);

    @Test
    void shouldBringCustomerGuestAgentAndBillingAccountIntoBeingInOneChange() {
        // When
        Decision decision = provisioner.handle(command(PLATFORM, acme()));
        // Then
        assertThatDecision(decision).applied("customer_created", "agent_created", "billing_account_created");
        assertThat(decision).isInstanceOfSatisfying(Decision.Applied.class, applied -> {
            assertThat(applied.subject()).isEqualTo(applied.changes().getFirst().after());
            assertThat(applied.released()).isEmpty();
            assertThat(applied.changes()).allSatisfy(change -> {
                assertThat(change.after().customerId()).isEqualTo(CUSTOMER_ID);
                assertThat(change.after().revision())
                        .isEqualTo(new Revision(1, NOON, Optional.empty(), Optional.empty()));
            });
        });
    }

    @Test
    void shouldMakeAnActiveCustomerWithVerifiedEmailOfTheFieldsGiven() {
        // When
        provisioner.handle(command(SUPER_ADMIN, acme()));
        // Then
        assertThat(customer())
                .isEqualTo(new Customer(
                        CUSTOMER_ID,
                        Revision.first(NOON),
                        new Customer.Profile(
                                "Acme",
                                "Makes all",
                                "owner@acme.example",
                                "+15551234567",
                                "1 Main St",
                                Optional.of(WebhookMethod.POST),
                                "https://acme.example/hook",
                                List.of(DefaultPermission.CUSTOMER_AGENT)),
                        BillingAccount.idOf(CUSTOMER_ID),
                        new Metadata(false),
                        new Standing(
                                Customer.Status.ACTIVE,
                                true,
                                Customer.IdentityVerificationStatus.NONE,
                                Optional.empty(),
                                Optional.empty()),
                        new Customer.Terms("", "")));
    }

    @Test
    void shouldMakeTheGuestAgentAnAdministratorThatIsNamedAfterTheCustomer() {
        // When
        provisioner.handle(command(PLATFORM, acme()));
        // Then
        assertThat(provisioner.tenant(CUSTOMER_ID).agents()).singleElement().satisfies(guest -> {
            assertThat(guest.id()).isEqualTo(GuestAgent.idOf(CUSTOMER_ID));
            assertThat(guest.username()).isEqualTo("guest-" + CUSTOMER_ID + "@guest.invalid");
            assertThat(guest.profile().name()).isEqualTo("guest");
            assertThat(guest.profile().detail()).isNotBlank();
            assertThat(guest.permission().mask()).isEqualTo(32);
            assertThat(guest.profile().ringMethod()).isEqualTo(Agent.RingMethod.RINGALL);
            assertThat(guest.status()).isEqualTo(Agent.Status.OFFLINE);
            assertThat(guest.tagIds()).isEmpty();
            assertThat(guest.addresses()).isEmpty();
            assertThat(guest.guest()).isTrue();
        });
    }

    @Test
    void shouldMakeTheBillingAccountPrepaidAndFreeWithTheFirstTokens() {
        // When
        provisioner.handle(command(PLATFORM, acme()));
        // Then
        assertThat(provisioner.tenant(CUSTOMER_ID).billingAccount(CUSTOMER_ID))
                .contains(new BillingAccount(
                        BillingAccount.idOf(CUSTOMER_ID),
                        CUSTOMER_ID,
                        Revision.first(NOON),
                        new BillingAccount.Profile("", ""),
                        PlanType.FREE,
                        BillingAccount.PlanStatus.ACTIVE,
                        0,
                        100,
                        Optional.of(BillingAccount.PaymentType.PREPAID),
                        Optional.empty(),
                        BillingAccount.Status.ACTIVE,
                        Optional.empty(),
                        Optional.of(Instant.parse("2026-12-24T12:00:00.000001Z"))));
    }

    @Test
    void shouldDecideTheSameWhenDecidedAgain() {
        // Given
        Command command = command(PLATFORM, acme());
        Decider decider = Samples.decider(PLATFORM_ID);
        // When
        Decision first = decider.decide(InMemoryTenant.UNKNOWN, command, NOON, claim -> Optional.of(true));
        // Then
        assertThat(decider.decide(InMemoryTenant.UNKNOWN, command, NOON, claim -> Optional.of(true)))
                .isEqualTo(first);
    }

    @Test
    void shouldAskForTheEmailBeforeItDecides() {
        // When
        Decision decision = Samples.decider(PLATFORM_ID)
                .decide(InMemoryTenant.UNKNOWN, command(PLATFORM, acme("Owner@ACME.example")), NOON, ClaimAnswers.NONE);
        // Then
        assertThat(decision)
                .isEqualTo(new Decision.Claiming(
                        List.of(new Claim(Claim.Namespace.CUSTOMER_EMAIL, "owner@acme.example", CUSTOMER_ID))));
    }

    @Test
    void shouldKeepTheEmailAsItWasWritten() {
        // When
        provisioner.handle(command(PLATFORM, acme("Owner@ACME.example")));
        // Then
        assertThat(customer().profile().email()).isEqualTo("Owner@ACME.example");
    }

    @Test
    void shouldRefuseAnEmailThatAnotherCustomerHasInWhateverCase() {
        // Given
        provisioner.handle(command(PLATFORM, acme("owner@acme.example")));
        // When
        Decision decision = provisioner.handle(command(OTHER_CUSTOMER_ID, PLATFORM, acme("OWNER@acme.EXAMPLE"), NOON));
        // Then
        assertThatDecision(decision).rejected(Reason.CUSTOMER_ALREADY_EXISTS);
        assertThat(provisioner.tenant(OTHER_CUSTOMER_ID).customer()).isEmpty();
    }

    @Test
    void shouldRefuseAnIdThatIsTaken() {
        // Given
        provisioner.handle(command(PLATFORM, acme()));
        // When
        Decision decision = provisioner.handle(command(PLATFORM, acme("other@acme.example")));
        // Then
        assertThatDecision(decision).rejected(Reason.CUSTOMER_ALREADY_EXISTS);
        assertThat(provisioner.claims().values(Claim.Namespace.CUSTOMER_EMAIL)).containsExactly("owner@acme.example");
    }

    @Test
    void shouldRefuseTheIdOfADeletedCustomer() {
        // Given
        provisioner.handle(command(PLATFORM, acme()));
        provisioner.handle(command(PLATFORM, new DeleteCustomer()));
        // When
        Decision decision = provisioner.handle(command(PLATFORM, acme()));
        // Then
        assertThatDecision(decision).rejected(Reason.CUSTOMER_ALREADY_EXISTS);
    }

    @Test
    void shouldRefuseThePlatformsIdAndTheNilId() {
        // Then
        assertThatDecision(provisioner.handle(command(PLATFORM_ID, PLATFORM, acme(), NOON)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "id");
        assertThatDecision(provisioner.handle(command(new UUID(0, 0), PLATFORM, acme(), NOON)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "id");
    }

    @Test
    void shouldSayThatThePlatformsIdIsTakenOnceItIs() {
        // Given
        provisioner.handle(command(PLATFORM_ID, PLATFORM, registerPlatform(), NOON));
        // When
        Decision decision = provisioner.handle(command(PLATFORM_ID, PLATFORM, acme(), NOON));
        // Then
        assertThatDecision(decision).rejected(Reason.CUSTOMER_ALREADY_EXISTS);
    }

    @Test
    void shouldRefuseATenantWhateverTheId() {
        // Given
        provisioner.handle(command(PLATFORM, acme()));
        // Then
        assertThatDecision(provisioner.handle(command(guestOf(CUSTOMER_ID), acme())))
                .rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(provisioner.handle(command(OTHER_CUSTOMER_ID, guestOf(CUSTOMER_ID), acme(), NOON)))
                .rejected(Reason.PERMISSION_DENIED);
    }

    @Test
    void shouldRefuseAnExpectedVersionOfWhatDoesNotExist() {
        // Then
        assertThatDecision(provisioner.handle(expecting(1, command(PLATFORM, acme()))))
                .rejected(Reason.VERSION_MISMATCH);
        assertThatDecision(provisioner.handle(expecting(0, command(PLATFORM, acme()))))
                .applied("customer_created", "agent_created", "billing_account_created");
    }

    @Test
    void shouldNeedNothingButAnEmail() {
        // When
        Decision decision = provisioner.handle(
                command(PLATFORM, new CreateCustomer(new NamedProfile("", "", "a@x.io", "", "", "", ""))));
        // Then
        assertThatDecision(decision).applied("customer_created", "agent_created", "billing_account_created");
        assertThat(customer().profile().webhookMethod()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET", "PUT", "DELETE"})
    void shouldAcceptEachWebhookMethod(String method) {
        // When
        provisioner.handle(
                command(PLATFORM, new CreateCustomer(new NamedProfile("", "", "a@x.io", "", "", method, ""))));
        // Then
        assertThat(customer().profile().webhookMethod().map(WebhookMethod::name))
                .contains(method);
    }

    @ParameterizedTest
    @CsvSource({
        "phone_number, 5551234",
        "webhook_method, PATCH",
        "webhook_method, post",
        "webhook_uri, ftp://acme.example/",
    })
    void shouldRefuseABadFieldByItsName(String field, String value) {
        // When
        Decision decision = provisioner.handle(command(PLATFORM, acmeWith(field, value)));
        // Then
        assertThatDecision(decision).rejectedForField(Reason.INVALID_ARGUMENT, field);
    }

    @ParameterizedTest
    @CsvSource({"name, 255", "detail, 65535", "address, 1024"})
    void shouldRefuseATextThatIsLongerThanItsFieldAllows(String field, int longest) {
        // Then
        assertThatDecision(provisioner.handle(command(PLATFORM, acmeWith(field, "\uD83D\uDCDE".repeat(longest + 1)))))
                .rejectedForField(Reason.INVALID_ARGUMENT, field);
        assertThatDecision(provisioner.handle(command(PLATFORM, acmeWith(field, "\uD83D\uDCDE".repeat(longest)))))
                .applied("customer_created", "agent_created", "billing_account_created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "detail", "address", "webhook_uri"})
    void shouldRefuseNulAndLoneSurrogatesInEachText(String field) {
        // Then
        assertThatDecision(provisioner.handle(command(PLATFORM, acmeWith(field, "http://a\u0000"))))
                .rejectedForField(Reason.INVALID_ARGUMENT, field);
        assertThatDecision(provisioner.handle(command(PLATFORM, acmeWith(field, "http://a/\uDC00"))))
                .rejectedForField(Reason.INVALID_ARGUMENT, field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "owner", "owner@acme..example"})
    void shouldRefuseABadEmailAndClaimNone(String email) {
        // When
        Decision decision = provisioner.handle(command(PLATFORM, acme(email)));
        // Then
        assertThatDecision(decision).rejectedForField(Reason.INVALID_EMAIL, "email");
        assertThat(provisioner.claims().values(Claim.Namespace.CUSTOMER_EMAIL)).isEmpty();
    }

    private Customer customer() {
        return provisioner.tenant(CUSTOMER_ID).customer().orElseThrow();
    }

    private static CreateCustomer acmeWith(String field, String value) {
        return new CreateCustomer(new NamedProfile(
                field.equals("name") ? value : "",
                field.equals("detail") ? value : "",
                "owner@acme.example",
                field.equals("phone_number") ? value : "",
                field.equals("address") ? value : "",
                field.equals("webhook_method") ? value : "",
                field.equals("webhook_uri") ? value : ""));
    }
}
