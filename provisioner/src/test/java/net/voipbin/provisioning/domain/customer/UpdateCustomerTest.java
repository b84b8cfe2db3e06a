package net.voipbin.provisioning.domain.customer;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.OTHER_CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.acme;
import static net.voipbin.provisioning.domain.Samples.agent;
import static net.voipbin.provisioning.domain.Samples.as;
import static net.voipbin.provisioning.domain.Samples.command;
import static net.voipbin.provisioning.domain.Samples.expecting;
import static net.voipbin.provisioning.domain.Samples.getEditPut;
import static net.voipbin.provisioning.domain.Samples.guestOf;
import static net.voipbin.provisioning.domain.Samples.nothing;
import static net.voipbin.provisioning.domain.Samples.presentLockedFields;
import static net.voipbin.provisioning.domain.Samples.registerPlatform;
import static net.voipbin.provisioning.domain.Samples.update;
import static net.voipbin.provisioning.domain.Samples.updateLocked;
import static net.voipbin.provisioning.domain.Samples.updatePermissionIds;
import static net.voipbin.provisioning.domain.Samples.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.ClaimAnswers;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.WebhookMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "id | \"0293b0a0-2222-7000-8000-00000000000b\"",
                "billing_account_id | \"0293b0a0-2222-7000-8000-00000000000b\"",
                "billing_account_id | null",
                "webhook_secret | \"\"",
                "metadata | {\"rtp_debug\":true}",
                "metadata | null",
                "email_verified | false",
                "email_verified | \"true\"",
                "identity_verification_status | \"verified\"",
                "status | \"suspended\"",
                "status | \"ACTIVE\"",
                "terms_agreed_version | \"1\"",
                "terms_agreed_ip | \"127.0.0.1\"",
                "tm_deletion_scheduled | \"2026-11-24T12:00:00.000001Z\"",
                "tm_create | \"2026-11-24T12:00:00.000002Z\"",
                "tm_create | null",
                "tm_create | 1764000000",
                "tm_create | \"\"",
                "tm_create | 0",
                "tm_update | \"2026-11-24T12:00:00.000001Z\"",
                "tm_delete | \"2026-11-24T12:00:00.000001Z\""
            })
    void shouldRefuseAnotherValueOfALockedFieldEvenFromASuperAdmin(String field, String json) {
        // Then
        for (Actor actor : List.of(OWNER, SUPER_ADMIN, PLATFORM)) {
            assertThatDecision(handle(actor, updateLocked(Map.of(field, json))))
                    .rejectedWith(Reason.LOCKED_FIELD, Map.of("fields", new Rejection.Detail.Texts(List.of(field))));
        }
    }

    @Test
    void shouldListEveryLockedFieldThatWasGivenAnotherValue() {
        // When
        Decision decision = handle(
                OWNER,
                updateLocked(
                        Map.of("tm_create", "null", "status", "\"frozen\"", "email_verified", "true", "id", "\"x\"")));
        // Then
        assertThatDecision(decision)
                .rejectedWith(
                        Reason.LOCKED_FIELD,
                        Map.of("fields", new Rejection.Detail.Texts(List.of("id", "status", "tm_create"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "billing_account_id", "metadata", "email_verified", "status", "tm_create", "tm_update"})
    void shouldAcceptEachLockedFieldWithItsPresentValue(String field) {
        // Given
        Customer before = customer();
        // When
        Decision decision = handle(
                OWNER,
                updateLocked(Map.of(
                        field,
                        Optional.ofNullable(presentLockedFields(before).get(field))
                                .orElseThrow())));
        // Then
        assertThatDecision(decision).fulfilled(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2026-11-24T13:00:00.000001+01:00\"", "\"2026-11-24t12:00:00.0000010z\""})
    void shouldAcceptALockedTimeInAnotherSpelling(String json) {
        // Then
        assertThatDecision(handle(OWNER, updateLocked(Map.of("tm_create", json))))
                .fulfilled(customer());
    }

    @Test
    void shouldAcceptALockedIdInUpperCase() {
        // Then
        String id = "\"" + customer().id().toString().toUpperCase(Locale.ROOT) + "\"";
        assertThatDecision(handle(OWNER, updateLocked(Map.of("id", id)))).fulfilled(customer());
    }

    @Test
    void shouldTakeEmptyMetadataForTheDefault() {
        // Then
        assertThatDecision(handle(OWNER, updateLocked(Map.of("metadata", "{}"))))
                .fulfilled(customer());
    }

    @Test
    void shouldIgnoreFieldsThatNoCustomerHas() {
        // Then
        assertThatDecision(handle(OWNER, updateLocked(Map.of("colour", "\"red\"", "tm_expire", "1"))))
                .fulfilled(customer());
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

    @ParameterizedTest
    @ValueSource(ints = {32, 32 | 16, 1})
    void shouldLetAnAgentWithAdminOrSuperAdminPermissionChangeItsCustomer(int permission) {
        // Given
        Agent ann = join("ann@acme.example", permission);
        // Then
        assertThatDecision(handle(as(ann), update("name", "Acme Inc."))).applied("customer_updated");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 64, 16 | 64})
    void shouldRefuseAnAgentWithoutAdminPermission(int permission) {
        // Given
        Agent ann = join("ann@acme.example", permission);
        // Then
        assertThatDecision(handle(as(ann), update("name", "Acme Inc."))).rejected(Reason.PERMISSION_DENIED);
    }

    @Test
    void shouldLetASuperAdminWhoActsThroughTheGuestDoWhatTheGuestMay() {
        // Given
        Actor delegated = new Actor.TenantAgent(GuestAgent.idOf(CUSTOMER_ID), Optional.of(OTHER_CUSTOMER_ID));
        // Then
        assertThatDecision(handle(delegated, update("name", "Acme Inc."))).applied("customer_updated");
    }

    @Test
    void shouldTellATenantThatAnothersCustomerDoesNotExist() {
        // Given
        provisioner.handle(command(OTHER_CUSTOMER_ID, PLATFORM, acme("other@x.io"), NOON));
        Actor stranger = guestOf(OTHER_CUSTOMER_ID);
        // When
        Decision known = handle(stranger, update("name", "Mine"));
        Decision unknown = provisioner.handle(command(
                UUID.fromString("0593b0a0-5555-7000-8000-00000000000e"), stranger, update("name", "Mine"), NOON));
        // Then
        assertThatDecision(known).rejected(Reason.RESOURCE_NOT_FOUND);
        assertThat(known).isEqualTo(unknown);
    }

    @Test
    void shouldTellAStrangerNothingOfAnothersVersionStateOrFields() {
        // Given
        provisioner.handle(command(OTHER_CUSTOMER_ID, PLATFORM, acme("other@x.io"), NOON));
        provisioner.put(withStatus(customer(), Customer.Status.SUSPENDED));
        // When
        Decision decision = provisioner.handle(
                expecting(9, command(guestOf(OTHER_CUSTOMER_ID), updateLocked(Map.of("status", "\"x\"")))));
        // Then
        assertThatDecision(decision).rejectedWith(Reason.RESOURCE_NOT_FOUND, Map.of());
    }

    @Test
    void shouldTellASuperAdminThatAnUnknownCustomerDoesNotExist() {
        // Then
        assertThatDecision(provisioner.handle(command(OTHER_CUSTOMER_ID, SUPER_ADMIN, update("name", "Mine"), NOON)))
                .rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @Test
    void shouldTellEverybodyThatADeletedCustomerDoesNotExist() {
        // Given
        handle(PLATFORM, new DeleteCustomer());
        // Then
        for (Actor actor : List.of(OWNER, SUPER_ADMIN, PLATFORM)) {
            assertThatDecision(handle(actor, update("name", "Again"))).rejected(Reason.RESOURCE_NOT_FOUND);
        }
    }

    @ParameterizedTest
    @CsvSource({"SUSPENDED, ACCOUNT_SUSPENDED", "FROZEN, ACCOUNT_FROZEN"})
    void shouldRefuseTheWritesOfTheSuspendedAndTheFrozen(Customer.Status status, Reason reason) {
        // Given
        provisioner.put(withStatus(customer(), status));
        // Then
        assertThatDecision(handle(OWNER, update("name", "Acme Inc."))).rejected(reason);
        assertThatDecision(handle(OWNER, nothing())).rejected(reason);
    }

    @ParameterizedTest
    @EnumSource(names = {"INITIAL", "SUSPENDED", "FROZEN"})
    void shouldLetTheSuperAdminWriteToACustomerInAnyLiveState(Customer.Status status) {
        // Given
        provisioner.put(withStatus(customer(), status));
        // Then
        assertThatDecision(handle(SUPER_ADMIN, update("name", "Acme Inc."))).applied("customer_updated");
        assertThat(customer().status()).isEqualTo(status);
    }

    @Test
    void shouldLetTheOwnerOfAnUnverifiedCustomerWrite() {
        // Given
        provisioner.put(withStatus(customer(), Customer.Status.INITIAL));
        // Then
        assertThatDecision(handle(OWNER, update("name", "Acme Inc."))).applied("customer_updated");
    }

    @Test
    void shouldRefuseAnotherVersionThanTheExpectedOne() {
        // Given
        handle(OWNER, update("name", "Acme Inc."));
        // Then
        assertThatDecision(provisioner.handle(expecting(1, command(OWNER, update("name", "Acme Ltd.")))))
                .rejectedWith(Reason.VERSION_MISMATCH, Map.of("version", new Rejection.Detail.Quantity(2)));
        assertThatDecision(provisioner.handle(expecting(2, command(OWNER, update("name", "Acme Ltd.")))))
                .applied("customer_updated");
    }

    @Test
    void shouldRefuseAnotherVersionAlsoWhenNothingWouldChange() {
        // Then
        assertThatDecision(provisioner.handle(expecting(3, command(OWNER, nothing()))))
                .rejected(Reason.VERSION_MISMATCH);
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

    @Test
    void shouldLetThePlatformsOwnAdminChangeThePlatformsCustomer() {
        // Given
        provisioner.handle(command(PLATFORM_ID, PLATFORM, registerPlatform(), NOON));
        Actor admin = new Actor.TenantAgent(RegisterPlatform.adminIdOf(PLATFORM_ID), Optional.empty());
        // Then
        assertThatDecision(provisioner.handle(command(PLATFORM_ID, admin, update("name", "VoIPBIN"), NOON)))
                .applied("customer_updated");
        assertThatDecision(handle(admin, update("name", "VoIPBIN"))).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @Test
    void shouldLetASuperAdminsOwnAgentWriteToASuspendedCustomer() {
        // Given
        Agent root = join("root@acme.example", 1);
        provisioner.put(withStatus(customer(), Customer.Status.SUSPENDED));
        // Then
        assertThatDecision(handle(as(root), update("name", "Acme Inc."))).applied("customer_updated");
    }

    private Agent join(String username, int permission) {
        Agent agent = agent(CUSTOMER_ID, username, permission);
        provisioner.put(agent);
        return agent;
    }

    private Decision handle(Actor actor, Request request) {
        return provisioner.handle(command(CUSTOMER_ID, actor, request, ONE_O_CLOCK));
    }

    private Customer customer() {
        return provisioner.tenant(CUSTOMER_ID).customer().orElseThrow();
    }
}
