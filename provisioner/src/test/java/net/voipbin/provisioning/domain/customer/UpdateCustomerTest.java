package net.voipbin.provisioning.domain.customer;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.OTHER_CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.acme;
import static net.voipbin.provisioning.domain.Samples.command;
import static net.voipbin.provisioning.domain.Samples.getEditPut;
import static net.voipbin.provisioning.domain.Samples.guestOf;
import static net.voipbin.provisioning.domain.Samples.nothing;
import static net.voipbin.provisioning.domain.Samples.update;
import static net.voipbin.provisioning.domain.Samples.updatePermissionIds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.ClaimAnswers;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.WebhookMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an update changes in a customer, and which values it refuses. */
class UpdateCustomerTest {

    private static final Actor OWNER = guestOf(CUSTOMER_ID);
    private static final Instant ONE_O_CLOCK = Instant.parse("2026-11-24T13:00:00Z");

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);

    @BeforeEach
    void createAcme() {
        provisioner.handle(command(PLATFORM, acme()));
    }

    @ParameterizedTest
    @CsvSource({
        "name, Acme Inc.",
        "detail, Makes more",
        "email, boss@acme.example",
        "phone_number, +4930123456",
        "phone_number, ''",
        "address, 2 Main St",
        "webhook_method, PUT",
        "webhook_method, ''",
        "webhook_uri, http://acme.example/other",
        "webhook_uri, ''",
        "name, ''"
    })
    void shouldChangeTheOpenFieldThatItNamesAndLeaveTheOthers(String field, String value) {
        // Given
        Customer before = customer();
        // When
        Decision decision = handle(OWNER, update(field, value));
        // Then
        assertThatDecision(decision).applied("customer_updated");
        Customer.Profile was = before.profile();
        assertThat(customer().profile())
                .isEqualTo(new Customer.Profile(
                        field.equals("name") ? value : was.name(),
                        field.equals("detail") ? value : was.detail(),
                        field.equals("email") ? value : was.email(),
                        field.equals("phone_number") ? value : was.phoneNumber(),
                        field.equals("address") ? value : was.address(),
                        field.equals("webhook_method") ? WebhookMethod.named(value) : was.webhookMethod(),
                        field.equals("webhook_uri") ? value : was.webhookUri(),
                        was.permissionIds()));
    }

    @Test
    void shouldCountTheVersionUpAndNoteTheTime() {
        // When
        handle(OWNER, update("name", "Acme Inc."));
        // Then
        assertThat(customer().revision()).isEqualTo(new Revision(2, NOON, Optional.of(ONE_O_CLOCK), Optional.empty()));
    }

    @Test
    void shouldLeaveWhatIsLockedAsItWas() {
        // Given
        Customer before = customer();
        // When
        handle(OWNER, update("name", "Acme Inc."));
        // Then
        assertThat(customer())
                .usingRecursiveComparison()
                .ignoringFields("profile", "revision")
                .isEqualTo(before);
    }

    @Test
    void shouldSucceedWithoutVersionTimeOrEventWhenItNamesNothing() {
        // Given
        Customer before = customer();
        // When
        Decision decision = handle(OWNER, nothing());
        // Then
        assertThatDecision(decision).fulfilled(before);
        assertThat(customer()).isEqualTo(before);
    }

    @Test
    void shouldSucceedWithoutVersionTimeOrEventWhenItNamesPresentValuesOnly() {
        // Given
        Customer before = customer();
        // When
        Decision decision = handle(OWNER, getEditPut(before, before.profile().name()));
        // Then
        assertThatDecision(decision).fulfilled(before);
    }

    @Test
    void shouldAcceptTheWholeCustomerAsItWasReadWithOneOpenFieldEdited() {
        // Given
        handle(OWNER, update("detail", "Makes more"));
        // When
        Decision decision = handle(OWNER, getEditPut(customer(), "Acme Inc."));
        // Then
        assertThatDecision(decision).applied("customer_updated");
        assertThat(customer().profile().name()).isEqualTo("Acme Inc.");
    }

    @ParameterizedTest
    @CsvSource({
        "email, boss, INVALID_EMAIL",
        "email, '', INVALID_EMAIL",
        "phone_number, 123, INVALID_ARGUMENT",
        "webhook_method, PATCH, INVALID_ARGUMENT",
        "webhook_uri, acme, INVALID_ARGUMENT"
    })
    void shouldRefuseABadFieldByItsName(String field, String value, Reason reason) {
        // Then
        assertThatDecision(handle(OWNER, update(field, value))).rejectedForField(reason, field);
    }

    @ParameterizedTest
    @CsvSource({"name, 256", "detail, 65536", "address, 1025"})
    void shouldRefuseATextThatIsLongerThanItsFieldAllows(String field, int length) {
        // Then
        assertThatDecision(handle(OWNER, update(field, "x".repeat(length))))
                .rejectedForField(Reason.INVALID_ARGUMENT, field);
        assertThatDecision(handle(OWNER, update(field, "x".repeat(length - 1)))).applied("customer_updated");
    }

    @Test
    void shouldRefuseDefaultPermissionsThatAreNoneUnknownOrRepeated() {
        // Then
        assertThatDecision(handle(OWNER, updatePermissionIds()))
                .rejectedForField(Reason.INVALID_ARGUMENT, "permission_ids");
        assertThatDecision(handle(OWNER, updatePermissionIds("customer_agent", "project_super_admin")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "permission_ids");
        assertThatDecision(handle(OWNER, updatePermissionIds("customer_agent", "customer_agent")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "permission_ids");
    }

    @Test
    void shouldLetAnAdminChangeTheDefaultPermissions() {
        // When
        handle(OWNER, updatePermissionIds("customer_manager", "customer_admin"));
        // Then
        assertThat(customer().profile().permissionIds())
                .containsExactly(DefaultPermission.CUSTOMER_MANAGER, DefaultPermission.CUSTOMER_ADMIN);
    }

    @Test
    void shouldAskForANewEmailBeforeItDecides() {
        // When
        Decision decision = Samples.decider(PLATFORM_ID)
                .decide(
                        provisioner.tenant(CUSTOMER_ID),
                        command(OWNER, update("email", "Boss@acme.example")),
                        NOON,
                        ClaimAnswers.NONE);
        // Then
        assertThat(decision)
                .isEqualTo(new Decision.Claiming(
                        List.of(new Claim(Claim.Namespace.CUSTOMER_EMAIL, "boss@acme.example", CUSTOMER_ID))));
    }

    @Test
    void shouldFreeTheOldEmailWithTheChangeToANewOne() {
        // When
        handle(OWNER, update("email", "boss@acme.example"));
        // Then
        assertThat(provisioner.claims().values(Claim.Namespace.CUSTOMER_EMAIL)).containsExactly("boss@acme.example");
    }

    @Test
    void shouldKeepTheOldEmailWhenTheNewOneIsAnothers() {
        // Given
        provisioner.handle(command(OTHER_CUSTOMER_ID, PLATFORM, acme("other@x.io"), NOON));
        // When
        Decision decision = handle(OWNER, update("email", "OTHER@x.io"));
        // Then
        assertThatDecision(decision).rejected(Reason.CUSTOMER_ALREADY_EXISTS);
        assertThat(customer().profile().email()).isEqualTo("owner@acme.example");
        assertThat(provisioner.claims().holder(Claim.Namespace.CUSTOMER_EMAIL, "owner@acme.example"))
                .contains(CUSTOMER_ID);
        assertThat(provisioner.claims().holder(Claim.Namespace.CUSTOMER_EMAIL, "other@x.io"))
                .contains(OTHER_CUSTOMER_ID);
    }

    @Test
    void shouldClaimAndFreeNothingWhenTheEmailChangesItsCaseOnly() {
        // When
        Decision decision = Samples.decider(PLATFORM_ID)
                .decide(
                        provisioner.tenant(CUSTOMER_ID),
                        command(OWNER, update("email", "Owner@Acme.example")),
                        NOON,
                        ClaimAnswers.NONE);
        // Then
        assertThatDecision(decision).applied("customer_updated");
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Applied.class,
                        applied -> assertThat(applied.released()).isEmpty());
    }

    private Decision handle(Actor actor, Request request) {
        return provisioner.handle(command(CUSTOMER_ID, actor, request, ONE_O_CLOCK));
    }

    private Customer customer() {
        return provisioner.tenant(CUSTOMER_ID).customer().orElseThrow();
    }
}
