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
import static net.voipbin.provisioning.domain.Samples.nothing;
import static net.voipbin.provisioning.domain.Samples.registerPlatform;
import static net.voipbin.provisioning.domain.Samples.update;
import static net.voipbin.provisioning.domain.Samples.updateLocked;
import static net.voipbin.provisioning.domain.Samples.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may update a customer, in which states of it and at which version. */
class UpdateCustomerAccessTest {

    private static final Actor OWNER = guestOf(CUSTOMER_ID);
    private static final Instant ONE_O_CLOCK = Instant.parse("2026-11-24T13:00:00Z");

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);

    @BeforeEach
    void createAcme() {
        provisioner.handle(command(PLATFORM, acme()));
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
