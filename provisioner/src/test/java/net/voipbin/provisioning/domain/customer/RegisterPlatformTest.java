package net.voipbin.provisioning.domain.customer;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.acme;
import static net.voipbin.provisioning.domain.Samples.command;
import static net.voipbin.provisioning.domain.Samples.expecting;
import static net.voipbin.provisioning.domain.Samples.guestOf;
import static net.voipbin.provisioning.domain.Samples.registerPlatform;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Request;
import org.junit.jupiter.api.Test;

class RegisterPlatformTest {

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);

    @Test
    void shouldBringThePlatformsCustomerAndItsFirstSuperAdminIntoBeingInOneChange() {
        // When
        Decision decision = handle(PLATFORM, registerPlatform());
        // Then
        assertThatDecision(decision)
                .applied("customer_created", "agent_created", "billing_account_created", "agent_created");
        assertThat(customer().orElseThrow().profile())
                .isEqualTo(new Customer.Profile(
                        "Platform",
                        "",
                        "platform@voipbin.example",
                        "",
                        "",
                        Optional.empty(),
                        "",
                        List.of(DefaultPermission.CUSTOMER_AGENT)));
        assertThat(provisioner.tenant(PLATFORM_ID).agent(RegisterPlatform.adminIdOf(PLATFORM_ID)))
                .contains(Agent.create(
                        RegisterPlatform.adminIdOf(PLATFORM_ID),
                        PLATFORM_ID,
                        NOON,
                        "root@voipbin.example",
                        new Agent.Profile("super admin", "", Agent.RingMethod.RINGALL),
                        new Permission(1),
                        List.of(),
                        List.of()));
    }

    @Test
    void shouldClaimTheEmailAndTheUsername() {
        // When
        handle(PLATFORM, registerPlatform());
        // Then
        assertThat(provisioner.claims().values(Claim.Namespace.CUSTOMER_EMAIL))
                .containsExactly("platform@voipbin.example");
        assertThat(provisioner.claims().holder(Claim.Namespace.AGENT_USERNAME, "root@voipbin.example"))
                .contains(RegisterPlatform.adminIdOf(PLATFORM_ID));
    }

    @Test
    void shouldKeepNoClaimWhenOneOfThemIsRefused() {
        // Given
        provisioner.claims().claim(Claim.agentUsername("root@voipbin.example", CUSTOMER_ID));
        // When
        Decision decision = handle(PLATFORM, registerPlatform());
        // Then
        assertThatDecision(decision).rejected(Reason.AGENT_ALREADY_EXISTS);
        assertThat(provisioner.claims().values(Claim.Namespace.CUSTOMER_EMAIL)).isEmpty();
    }

    @Test
    void shouldSucceedWithoutAnyEffectWhereThePlatformIsRegistered() {
        // Given
        handle(PLATFORM, registerPlatform());
        Customer platform = customer().orElseThrow();
        // When
        Decision decision = handle(PLATFORM, new RegisterPlatform("Another", "no e-mail", "another@x.io"));
        // Then
        assertThatDecision(decision).fulfilled(platform);
        assertThat(customer()).contains(platform);
    }

    @Test
    void shouldObeyAnUpstreamServiceOnly() {
        // Then
        for (Actor actor : List.of(SUPER_ADMIN, guestOf(PLATFORM_ID))) {
            assertThatDecision(handle(actor, registerPlatform())).rejected(Reason.PERMISSION_DENIED);
        }
    }

    @Test
    void shouldRefuseAnyOtherCustomer() {
        // Then
        assertThatDecision(provisioner.handle(command(PLATFORM, registerPlatform())))
                .rejectedForField(Reason.INVALID_ARGUMENT, "customer_id");
        provisioner.handle(command(PLATFORM, acme()));
        assertThatDecision(provisioner.handle(command(CUSTOMER_ID, PLATFORM, registerPlatform(), NOON)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "customer_id");
    }

    @Test
    void shouldRefuseABadFieldByItsName() {
        // Then
        assertThatDecision(handle(PLATFORM, new RegisterPlatform("x".repeat(256), "a@x.io", "b@x.io")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(handle(PLATFORM, new RegisterPlatform("x", "a", "b@x.io")))
                .rejectedForField(Reason.INVALID_EMAIL, "email");
        assertThatDecision(handle(PLATFORM, new RegisterPlatform("x", "a@x.io", "b@guest.invalid")))
                .rejectedForField(Reason.INVALID_USERNAME_FORMAT, "admin_username");
    }

    @Test
    void shouldRefuseAnotherVersionThanTheExpectedOne() {
        // Then
        assertThatDecision(provisioner.handle(expecting(1, command(PLATFORM_ID, PLATFORM, registerPlatform(), NOON))))
                .rejected(Reason.VERSION_MISMATCH);
        assertThat(customer()).isEmpty();
    }

    private Decision handle(Actor actor, Request request) {
        return provisioner.handle(command(PLATFORM_ID, actor, request, NOON));
    }

    private Optional<Customer> customer() {
        return provisioner.tenant(PLATFORM_ID).customer();
    }
}
