package net.voipbin.provisioning.domain.customer;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.acme;
import static net.voipbin.provisioning.domain.Samples.command;
import static net.voipbin.provisioning.domain.Samples.guestOf;
import static net.voipbin.provisioning.domain.Samples.registerPlatform;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleTest {

    private static final Actor OWNER = guestOf(CUSTOMER_ID);
    private static final Request SUSPEND = new SuspendCustomer("unpaid", false);
    private static final Request REACTIVATE = new ReactivateCustomer(Optional.empty());

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);
    private Instant now = NOON;

    @BeforeEach
    void create() {
        handle(PLATFORM, acme());
    }

    @Test
    void shouldSuspendAnActiveCustomerAndTouchNothingElse() {
        // When
        Decision decision = handle(PLATFORM, SUSPEND);
        // Then
        assertThatDecision(decision).applied("customer_suspended");
        assertThat(status()).isEqualTo(Customer.Status.SUSPENDED);
    }

    @Test
    void shouldHaveNothingToDoForASuspensionThatIsInForce() {
        // Given
        handle(PLATFORM, SUSPEND);
        // Then
        assertThatDecision(handle(PLATFORM, SUSPEND)).fulfilled(customer());
        assertThatDecision(handle(PLATFORM, new SuspendCustomer("another", true)))
                .fulfilled(customer());
    }

    @Test
    void shouldLetALaterReasonTakeTheSuspensionOver() {
        // Given
        handle(PLATFORM, SUSPEND);
        // When
        Decision decision = handle(PLATFORM, new SuspendCustomer("fraud", false));
        // Then
        assertThatDecision(decision).applied("customer_updated");
        assertThatDecision(handle(PLATFORM, new ReactivateCustomer(Optional.of("unpaid"))))
                .fulfilled(customer());
        assertThat(status()).isEqualTo(Customer.Status.SUSPENDED);
    }

    @Test
    void shouldReactivateASuspendedCustomer() {
        // Given
        handle(PLATFORM, SUSPEND);
        // When
        Decision decision = handle(SUPER_ADMIN, REACTIVATE);
        // Then
        assertThatDecision(decision).applied("customer_reactivated");
        assertThat(customer().standing().suspensionReason()).isEmpty();
    }

    @Test
    void shouldLiftASuspensionForTheNamedReasonOnly() {
        // Given
        handle(PLATFORM, SUSPEND);
        // Then
        assertThatDecision(handle(PLATFORM, new ReactivateCustomer(Optional.of("fraud"))))
                .fulfilled(customer());
        assertThatDecision(handle(PLATFORM, new ReactivateCustomer(Optional.of("unpaid"))))
                .applied("customer_reactivated");
    }

    @Test
    void shouldFreezeTheCustomerAndItsBillingAccountAtTheOwnersWish() {
        // When
        Decision decision = handle(OWNER, new FreezeCustomer());
        // Then
        assertThatDecision(decision).applied("customer_frozen", "billing_account_updated");
        assertThat(customer().standing().tmDeletionScheduled()).contains(now);
        assertThat(account().status()).isEqualTo(BillingAccount.Status.FROZEN);
    }

    @Test
    void shouldLetTheSuspendedLeaveToo() {
        // Given
        handle(PLATFORM, SUSPEND);
        // Then
        assertThatDecision(handle(OWNER, new FreezeCustomer())).applied("customer_frozen", "billing_account_updated");
    }

    @Test
    void shouldRecoverToActive() {
        // Given
        handle(OWNER, new FreezeCustomer());
        // When
        Decision decision = handle(OWNER, new RecoverCustomer());
        // Then
        assertThatDecision(decision).applied("customer_recovered", "billing_account_updated");
        assertThat(status()).isEqualTo(Customer.Status.ACTIVE);
        assertThat(customer().standing().tmDeletionScheduled()).isEmpty();
        assertThat(account().status()).isEqualTo(BillingAccount.Status.ACTIVE);
    }

    @Test
    void shouldRecoverTheSuspendedToSuspended() {
        // Given
        handle(PLATFORM, SUSPEND);
        handle(OWNER, new FreezeCustomer());
        // When
        handle(OWNER, new RecoverCustomer());
        // Then
        assertThat(status()).isEqualTo(Customer.Status.SUSPENDED);
        assertThat(customer().standing().suspensionReason()).contains("unpaid");
    }

    @Test
    void shouldLiftTheNamedSuspensionBeneathAFreeze() {
        // Given
        handle(PLATFORM, SUSPEND);
        handle(OWNER, new FreezeCustomer());
        // When
        Decision decision = handle(PLATFORM, new ReactivateCustomer(Optional.of("unpaid")));
        // Then
        assertThatDecision(decision).applied("customer_updated");
        assertThat(status()).isEqualTo(Customer.Status.FROZEN);
        handle(OWNER, new RecoverCustomer());
        assertThat(status()).isEqualTo(Customer.Status.ACTIVE);
    }

    @Test
    void shouldTellASuspendedTenantThatItIsSuspendedWhenItWantsToRecover() {
        // Given
        handle(PLATFORM, SUSPEND);
        // Then
        assertThatDecision(handle(OWNER, new RecoverCustomer())).rejected(Reason.ACCOUNT_SUSPENDED);
        assertThatDecision(handle(SUPER_ADMIN, new RecoverCustomer())).rejected(Reason.STATE_INVALID);
    }

    @Test
    void shouldTellAFrozenTenantThatItIsFrozenButForLeavingAndRecovering() {
        // Given
        handle(OWNER, new FreezeCustomer());
        // Then
        assertThatDecision(handle(OWNER, Samples.update("name", "A"))).rejected(Reason.ACCOUNT_FROZEN);
        assertThatDecision(handle(OWNER, new FreezeCustomer())).fulfilled(customer());
        assertThatDecision(handle(OWNER, new FreezeAndDeleteCustomer()))
                .applied("customer_deleted", "agent_deleted", "billing_account_deleted");
    }

    @Test
    void shouldPurgeWhenTheTimeToRecoverIsOver() {
        // Given
        handle(OWNER, new FreezeCustomer());
        now = now.plus(Duration.ofDays(30)).minusNanos(1_000);
        assertThatDecision(handle(PLATFORM, new PurgeCustomer())).rejected(Reason.STATE_INVALID);
        // When
        now = now.plusNanos(1_000);
        Decision decision = handle(PLATFORM, new PurgeCustomer());
        // Then
        assertThatDecision(decision).applied("customer_deleted", "agent_deleted", "billing_account_deleted");
    }

    static Stream<Request> fulfilledOnTheActive() {
        return Stream.of(REACTIVATE, new RecoverCustomer());
    }

    @ParameterizedTest
    @MethodSource("fulfilledOnTheActive")
    void shouldHaveNothingToDoWhereTheCustomerIsActive(Request request) {
        assertThatDecision(handle(PLATFORM, request)).fulfilled(customer());
    }

    static Stream<Request> ends() {
        return Stream.of(new DeleteCustomer(), new FreezeAndDeleteCustomer(), new PurgeCustomer(), new ExpireSignup());
    }

    @ParameterizedTest
    @MethodSource("ends")
    void shouldHaveNothingToEndOnceItHasEnded(Request request) {
        // Given
        handle(PLATFORM, new DeleteCustomer());
        // Then
        assertThatDecision(handle(PLATFORM, request)).fulfilled(customer());
    }

    static Stream<Request> transitions() {
        return Stream.of(
                SUSPEND, REACTIVATE, new FreezeCustomer(), new RecoverCustomer(), new VerifyEmail("0".repeat(64)));
    }

    @ParameterizedTest
    @MethodSource("transitions")
    void shouldRefuseEveryOtherTransitionOfADeletedCustomer(Request request) {
        // Given
        handle(PLATFORM, new DeleteCustomer());
        // Then
        assertThatDecision(handle(PLATFORM, request)).rejected(Reason.STATE_INVALID);
    }

    @Test
    void shouldRefuseToSuspendOrReactivateTheFrozen() {
        // Given
        handle(OWNER, new FreezeCustomer());
        // Then
        assertThatDecision(handle(PLATFORM, SUSPEND)).rejected(Reason.STATE_INVALID);
        assertThatDecision(handle(PLATFORM, REACTIVATE)).rejected(Reason.STATE_INVALID);
    }

    static Stream<Request> ofThePlatformAlone() {
        return Stream.of(
                SUSPEND,
                REACTIVATE,
                new PurgeCustomer(),
                new ExpireSignup(),
                new VerifyEmail(""),
                new DeleteCustomer(),
                new UpdateIdentityVerificationStatus("verified"));
    }

    @ParameterizedTest
    @MethodSource("ofThePlatformAlone")
    void shouldLeaveToThePlatformWhatIsThePlatforms(Request request) {
        assertThatDecision(handle(OWNER, request)).rejected(Reason.PERMISSION_DENIED);
    }

    static Stream<Request> ofTheOwnerToo() {
        return Stream.of(new FreezeCustomer(), new RecoverCustomer(), new FreezeAndDeleteCustomer());
    }

    @ParameterizedTest
    @MethodSource("ofTheOwnerToo")
    void shouldLeaveTheOwnersWishesToItsAdmins(Request request) {
        // Given
        Agent manager = Samples.agent(CUSTOMER_ID, "manager@acme.example", Permission.CUSTOMER_MANAGER);
        provisioner.put(manager);
        // Then
        assertThatDecision(handle(Samples.as(manager), request)).rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(handle(guestOf(PLATFORM_ID), request)).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    static Stream<Request> harm() {
        return Stream.of(SUSPEND, new FreezeCustomer(), new DeleteCustomer(), new FreezeAndDeleteCustomer());
    }

    @ParameterizedTest
    @MethodSource("harm")
    void shouldKeepThePlatformsOwnCustomer(Request request) {
        // Given
        provisioner.handle(command(PLATFORM_ID, PLATFORM, registerPlatform(), NOON));
        // Then
        assertThatDecision(provisioner.handle(command(PLATFORM_ID, PLATFORM, request, NOON)))
                .rejected(Reason.STATE_INVALID);
    }

    @Test
    void shouldHaveNothingToReactivateOnThePlatformsOwnCustomer() {
        // Given
        provisioner.handle(command(PLATFORM_ID, PLATFORM, registerPlatform(), NOON));
        // Then
        assertThatDecision(provisioner.handle(command(PLATFORM_ID, PLATFORM, REACTIVATE, NOON)))
                .fulfilled(provisioner.tenant(PLATFORM_ID).customer().orElseThrow());
    }

    static Stream<Request> onSomebodyUnknown() {
        return Stream.of(
                SUSPEND,
                REACTIVATE,
                new FreezeCustomer(),
                new RecoverCustomer(),
                new DeleteCustomer(),
                new UpdateCustomerMetadata(new Metadata(true)));
    }

    @ParameterizedTest
    @MethodSource("onSomebodyUnknown")
    void shouldFindNobodyWhereThereIsNobody(Request request) {
        assertThatDecision(provisioner.handle(command(Samples.OTHER_CUSTOMER_ID, PLATFORM, request, NOON)))
                .rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @Test
    void shouldReplaceTheMetadataAndLeaveWhatIsTheSame() {
        // Then
        assertThatDecision(handle(OWNER, new UpdateCustomerMetadata(new Metadata(true))))
                .applied("customer_updated");
        assertThatDecision(handle(OWNER, new UpdateCustomerMetadata(new Metadata(true))))
                .fulfilled(customer());
        assertThat(customer().metadata()).isEqualTo(new Metadata(true));
    }

    @Test
    void shouldKnowNoOtherBillingAccountThanTheOwn() {
        // Then
        assertThatDecision(handle(
                        OWNER,
                        new UpdateCustomerBillingAccountId(
                                customer().billingAccountId().toString().toUpperCase(Locale.ROOT))))
                .fulfilled(customer());
        assertThatDecision(handle(OWNER, new UpdateCustomerBillingAccountId(PLATFORM_ID.toString())))
                .rejectedForField(Reason.REFERENCE_INVALID, "billing_account_id");
    }

    @Test
    void shouldSetTheIdentityVerificationStatus() {
        // Then
        assertThatDecision(handle(SUPER_ADMIN, new UpdateIdentityVerificationStatus("verified")))
                .applied("customer_identity_verification_updated");
        assertThatDecision(handle(SUPER_ADMIN, new UpdateIdentityVerificationStatus("verified")))
                .fulfilled(customer());
        assertThatDecision(handle(SUPER_ADMIN, new UpdateIdentityVerificationStatus("VERIFIED")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "identity_verification_status");
    }

    private Decision handle(Actor actor, Request request) {
        return provisioner.handle(command(CUSTOMER_ID, actor, request, now));
    }

    private Customer customer() {
        return provisioner.tenant(CUSTOMER_ID).customer().orElseThrow();
    }

    private Customer.Status status() {
        return customer().status();
    }

    private BillingAccount account() {
        return provisioner.tenant(CUSTOMER_ID).billingAccount(CUSTOMER_ID).orElseThrow();
    }
}
