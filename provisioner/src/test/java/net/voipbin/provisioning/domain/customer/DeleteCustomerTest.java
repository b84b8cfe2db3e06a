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
import static net.voipbin.provisioning.domain.Samples.guestOf;
import static net.voipbin.provisioning.domain.Samples.registerPlatform;
import static net.voipbin.provisioning.domain.Samples.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Address;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.PlanType;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.WebhookMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeleteCustomerTest {

    private static final Instant ONE_O_CLOCK = Instant.parse("2026-11-24T13:00:00Z");

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);

    @BeforeEach
    void createAcme() {
        provisioner.handle(command(PLATFORM, acme()));
    }

    @Test
    void shouldTakeEverythingWithItInOneChange() {
        // Given
        provisioner.put(new Agent(
                Samples.OTHER_CUSTOMER_ID,
                CUSTOMER_ID,
                Revision.first(NOON),
                "ann@acme.example",
                new Agent.Profile("Ann", "sits at the front", Agent.RingMethod.LINEAR),
                Agent.Status.AVAILABLE,
                Permission.ADMIN,
                List.of(UUID.fromString("0693b0a0-6666-7000-8000-00000000000f")),
                List.of(new Address(Address.Type.TEL, "+15551234567", "Ann", "Ann", "mobile")),
                false));
        provisioner.claims().claim(Claim.agentUsername("ann@acme.example", OTHER_CUSTOMER_ID));
        // When
        Decision decision = handle(SUPER_ADMIN);
        // Then
        assertThatDecision(decision)
                .applied("customer_deleted", "agent_deleted", "billing_account_deleted", "agent_deleted");
        assertThat(decision).isInstanceOfSatisfying(Decision.Applied.class, applied -> {
            assertThat(applied.subject()).isEqualTo(customer());
            assertThat(applied.changes())
                    .allSatisfy(change ->
                            assertThat(change.after().revision().tmDelete()).contains(ONE_O_CLOCK));
        });
        assertThat(provisioner.tenant(CUSTOMER_ID).everyResource())
                .hasSize(4)
                .allSatisfy(resource -> assertThat(resource.live()).isFalse());
    }

    @Test
    void shouldEraseThePersonalDataOfTheCustomer() {
        // When
        handle(SUPER_ADMIN);
        // Then
        assertThat(customer().profile())
                .isEqualTo(new Customer.Profile(
                        "deleted_user_0193b0a0",
                        "",
                        "deleted_0193b0a0@removed.invalid",
                        "",
                        "",
                        Optional.of(WebhookMethod.POST),
                        "",
                        List.of(DefaultPermission.CUSTOMER_AGENT)));
        assertThat(customer().status()).isEqualTo(Customer.Status.DELETED);
        assertThat(customer().revision())
                .isEqualTo(new Revision(2, NOON, Optional.of(ONE_O_CLOCK), Optional.of(ONE_O_CLOCK)));
    }

    @Test
    void shouldEraseWhereTheTermsWereAgreedToButNotWhich() {
        // Given
        Customer acme = customer();
        provisioner.put(new Customer(
                acme.id(),
                acme.revision().updated(NOON),
                acme.profile(),
                acme.billingAccountId(),
                acme.metadata(),
                acme.standing().frozen(NOON),
                new Customer.Terms("2026-01", "192.0.2.1")));
        // When
        handle(SUPER_ADMIN);
        // Then
        assertThat(customer().terms()).isEqualTo(new Customer.Terms("2026-01", ""));
        assertThat(customer().standing().tmDeletionScheduled()).isEmpty();
    }

    @Test
    void shouldEraseThePersonalDataOfItsAgents() {
        // Given
        Agent ann = agent(CUSTOMER_ID, "ann@acme.example", 16);
        provisioner.put(new Agent(
                ann.id(),
                CUSTOMER_ID,
                ann.revision(),
                ann.username(),
                new Agent.Profile("Ann", "sits at the front", Agent.RingMethod.LINEAR),
                Agent.Status.BUSY,
                ann.permission(),
                List.of(UUID.fromString("0693b0a0-6666-7000-8000-00000000000f")),
                List.of(new Address(Address.Type.TEL, "+15551234567", "Ann", "Ann", "mobile")),
                false));
        provisioner.claims().claim(Claim.agentUsername(ann.username(), ann.id()));
        // When
        handle(SUPER_ADMIN);
        // Then
        String shown = ann.id().toString().substring(0, 8);
        assertThat(provisioner.tenant(CUSTOMER_ID).everyResource())
                .contains(new Agent(
                        ann.id(),
                        CUSTOMER_ID,
                        new Revision(2, NOON, Optional.of(ONE_O_CLOCK), Optional.of(ONE_O_CLOCK)),
                        "deleted_" + shown + "@removed.invalid",
                        new Agent.Profile("deleted_user_" + shown, "", Agent.RingMethod.LINEAR),
                        Agent.Status.OFFLINE,
                        ann.permission(),
                        List.of(),
                        List.of(),
                        false));
    }

    @Test
    void shouldEraseWhatItsOwnerWroteIntoTheBillingAccountAndKeepTheBalances() {
        // Given
        BillingAccount account =
                provisioner.tenant(CUSTOMER_ID).billingAccount(CUSTOMER_ID).orElseThrow();
        provisioner.put(new BillingAccount(
                account.id(),
                CUSTOMER_ID,
                account.revision().updated(NOON),
                new BillingAccount.Profile("Acme's money", "ask Ann"),
                PlanType.BASIC,
                BillingAccount.PlanStatus.CANCELING,
                7_000_000,
                42,
                Optional.of(BillingAccount.PaymentType.PREPAID),
                Optional.of(BillingAccount.PaymentMethod.CREDIT_CARD),
                BillingAccount.Status.FROZEN,
                Optional.of(NOON),
                Optional.of(ONE_O_CLOCK)));
        // When
        handle(SUPER_ADMIN);
        // Then
        assertThat(provisioner.tenant(CUSTOMER_ID).everyResource())
                .contains(new BillingAccount(
                        account.id(),
                        CUSTOMER_ID,
                        new Revision(3, NOON, Optional.of(ONE_O_CLOCK), Optional.of(ONE_O_CLOCK)),
                        new BillingAccount.Profile("", ""),
                        PlanType.BASIC,
                        BillingAccount.PlanStatus.CANCELING,
                        7_000_000,
                        42,
                        Optional.of(BillingAccount.PaymentType.PREPAID),
                        Optional.of(BillingAccount.PaymentMethod.CREDIT_CARD),
                        BillingAccount.Status.DELETED,
                        Optional.of(NOON),
                        Optional.empty()));
    }

    @Test
    void shouldFreeTheEmailAndTheUsernamesForOthers() {
        // Given
        Agent ann = agent(CUSTOMER_ID, "Ann@acme.example", 16);
        provisioner.put(ann);
        provisioner.claims().claim(Claim.agentUsername(ann.username(), ann.id()));
        // When
        handle(SUPER_ADMIN);
        // Then
        assertThat(provisioner.claims().values(Claim.Namespace.CUSTOMER_EMAIL)).isEmpty();
        assertThat(provisioner.claims().values(Claim.Namespace.AGENT_USERNAME)).isEmpty();
        assertThatDecision(provisioner.handle(command(OTHER_CUSTOMER_ID, PLATFORM, acme(), NOON)))
                .applied("customer_created", "agent_created", "billing_account_created");
    }

    @Test
    void shouldSucceedWithoutAnyEffectOnTheDeleted() {
        // Given
        handle(SUPER_ADMIN);
        Customer deleted = customer();
        // When
        Decision decision = handle(PLATFORM);
        // Then
        assertThatDecision(decision).fulfilled(deleted);
        assertThat(customer()).isEqualTo(deleted);
    }

    @ParameterizedTest
    @EnumSource(names = {"INITIAL", "SUSPENDED", "FROZEN"})
    void shouldDeleteACustomerInAnyLiveState(Customer.Status status) {
        // Given
        provisioner.put(withStatus(customer(), status));
        // When
        handle(SUPER_ADMIN);
        // Then
        assertThat(customer().status()).isEqualTo(Customer.Status.DELETED);
    }

    @Test
    void shouldRefuseATenantWhateverTheId() {
        // Given
        provisioner.put(agent(CUSTOMER_ID, "ann@acme.example", 16 | 32 | 64));
        // Then
        assertThatDecision(handle(guestOf(CUSTOMER_ID))).rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(handle(as(agent(CUSTOMER_ID, "ann@acme.example", 0))))
                .rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(handle(guestOf(OTHER_CUSTOMER_ID))).rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(provisioner.handle(
                        command(OTHER_CUSTOMER_ID, guestOf(CUSTOMER_ID), new DeleteCustomer(), NOON)))
                .rejected(Reason.PERMISSION_DENIED);
    }

    @Test
    void shouldLetAnAgentThatIsASuperAdminDeleteItsCustomer() {
        // Given
        Agent root = agent(CUSTOMER_ID, "root@acme.example", 1);
        provisioner.put(root);
        provisioner.claims().claim(Claim.agentUsername(root.username(), root.id()));
        // When
        handle(as(root));
        // Then
        assertThat(customer().status()).isEqualTo(Customer.Status.DELETED);
    }

    @Test
    void shouldTellASuperAdminThatAnUnknownCustomerDoesNotExist() {
        // Then
        assertThatDecision(provisioner.handle(command(OTHER_CUSTOMER_ID, SUPER_ADMIN, new DeleteCustomer(), NOON)))
                .rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @Test
    void shouldRefuseAnotherVersionThanTheExpectedOne() {
        // Then
        assertThatDecision(provisioner.handle(expecting(2, command(SUPER_ADMIN, new DeleteCustomer()))))
                .rejectedWith(Reason.VERSION_MISMATCH, Map.of("version", new Rejection.Detail.Quantity(1)));
        assertThat(customer().live()).isTrue();
    }

    @Test
    void shouldRefuseToDeleteThePlatformsOwnCustomerWhoeverAsks() {
        // Given
        provisioner.handle(command(PLATFORM_ID, PLATFORM, registerPlatform(), NOON));
        Actor root = new Actor.TenantAgent(RegisterPlatform.adminIdOf(PLATFORM_ID), Optional.empty());
        // Then
        for (Actor actor : List.of(PLATFORM, SUPER_ADMIN, root)) {
            assertThatDecision(provisioner.handle(command(PLATFORM_ID, actor, new DeleteCustomer(), NOON)))
                    .rejected(Reason.STATE_INVALID);
        }
    }

    private Decision handle(Actor actor) {
        return provisioner.handle(command(CUSTOMER_ID, actor, new DeleteCustomer(), ONE_O_CLOCK));
    }

    private Customer customer() {
        return provisioner.tenant(CUSTOMER_ID).customer().orElseThrow();
    }
}
