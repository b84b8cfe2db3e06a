package net.voipbin.provisioning.domain;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Revisions.deleted;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.AGENT;
import static net.voipbin.provisioning.domain.TenantAtWork.FOREIGN_FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.MANAGER;
import static net.voipbin.provisioning.domain.TenantAtWork.STRANGER;
import static net.voipbin.provisioning.domain.TenantAtWork.TAG;
import static net.voipbin.provisioning.domain.TenantAtWork.UNKNOWN;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static net.voipbin.provisioning.domain.TenantAtWork.verifiedWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.billing.AddBalance;
import net.voipbin.provisioning.domain.billing.SubtractBalance;
import net.voipbin.provisioning.domain.billing.TopUpTokens;
import net.voipbin.provisioning.domain.billing.UpdateBillingAccount;
import net.voipbin.provisioning.domain.billing.UpdatePaymentInfo;
import net.voipbin.provisioning.domain.billing.UpdatePlanType;
import net.voipbin.provisioning.domain.flow.CreateFlow;
import net.voipbin.provisioning.domain.flow.DeleteFlow;
import net.voipbin.provisioning.domain.flow.UpdateFlow;
import net.voipbin.provisioning.domain.number.CreateNumber;
import net.voipbin.provisioning.domain.number.DeleteNumber;
import net.voipbin.provisioning.domain.number.RenewNumber;
import net.voipbin.provisioning.domain.number.UpdateNumber;
import net.voipbin.provisioning.domain.number.UpdateNumberFlowIds;
import net.voipbin.provisioning.domain.number.UpdateNumberMetadata;
import net.voipbin.provisioning.domain.queue.CreateQueue;
import net.voipbin.provisioning.domain.queue.DeleteQueue;
import net.voipbin.provisioning.domain.queue.UpdateQueue;
import net.voipbin.provisioning.domain.queue.UpdateQueueRoutingMethod;
import net.voipbin.provisioning.domain.queue.UpdateQueueTagIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may give the commands on numbers, flows, queues and the billing account, and on which customers. */
class WorkAccessTest {

    private static final Optional<String> NO = Optional.empty();
    private static final UUID QUEUE = new UUID(0x8000, 32);

    /** The same in every tenant: ids follow from commands. */
    private static final UUID NUMBER = normalNumber(verifiedWith(5_000_000));

    private final TenantAtWork tenant = withNumberAndQueue();

    /** Commands that make something. */
    static Stream<Request> creations() {
        return Stream.of(
                new CreateNumber("+899100000009", "virtual", "", "", "", ""),
                new CreateNumber("+15551234567", "normal", "", "", "", ""),
                new CreateFlow("flow", "", "", List.of(), ""),
                new CreateQueue("", "", "random", List.of(), "", 0, 0));
    }

    /** Commands that change a number. */
    static Stream<Function<UUID, Request>> numberChanges() {
        return Stream.of(
                id -> new UpdateNumber(id, Optional.of("new"), NO, NO, NO, Map.of()),
                id -> new UpdateNumberFlowIds(id, Optional.of(TenantAtWork.FLOW.toString()), NO),
                id -> new UpdateNumberMetadata(id, new Metadata(true)),
                RenewNumber::new,
                DeleteNumber::new);
    }

    /** Commands that change a flow. */
    static Stream<Function<UUID, Request>> flowChanges() {
        return Stream.of(
                id -> new UpdateFlow(id, NO, Optional.of("new"), NO, Optional.empty(), NO, Map.of()), DeleteFlow::new);
    }

    /** Commands that change a queue. */
    static Stream<Function<UUID, Request>> queueChanges() {
        return Stream.of(
                id -> new UpdateQueue(
                        id,
                        Optional.of("new"),
                        NO,
                        NO,
                        Optional.empty(),
                        NO,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()),
                id -> new UpdateQueueTagIds(id, List.of(TAG.toString())),
                id -> new UpdateQueueRoutingMethod(id, "ringall"),
                DeleteQueue::new);
    }

    static Stream<Request> ofStaff() {
        return Stream.of(
                        creations(),
                        numberChanges().map(change -> change.apply(NUMBER)),
                        flowChanges().map(change -> change.apply(TenantAtWork.FLOW)),
                        queueChanges().map(change -> change.apply(QUEUE)))
                .flatMap(requests -> requests);
    }

    static Stream<Request> ofAdmins() {
        return Stream.of(
                new UpdateBillingAccount(Optional.of("new"), NO, Map.of()),
                new UpdatePaymentInfo(NO, Optional.of("credit card")));
    }

    static Stream<Request> ofThePlatform() {
        return Stream.of(new UpdatePlanType("basic"), new AddBalance(1), new SubtractBalance(1), new TopUpTokens());
    }

    static Stream<Request> ofTenants() {
        return Stream.concat(ofStaff(), ofAdmins());
    }

    static Stream<Request> all() {
        return Stream.concat(ofTenants(), ofThePlatform());
    }

    static Stream<Request> changes() {
        return all().filter(request -> creations().noneMatch(request::equals));
    }

    static Stream<Request> onUnknownResources() {
        return Stream.of(
                        numberChanges().map(change -> change.apply(UNKNOWN)),
                        flowChanges().map(change -> change.apply(UNKNOWN)),
                        queueChanges().map(change -> change.apply(UNKNOWN)),
                        flowChanges().map(change -> change.apply(FOREIGN_FLOW)),
                        numberChanges().map(change -> change.apply(QUEUE)),
                        flowChanges().map(change -> change.apply(NUMBER)),
                        queueChanges().map(change -> change.apply(TenantAtWork.FLOW)))
                .flatMap(requests -> requests);
    }

    @ParameterizedTest
    @MethodSource("ofStaff")
    void shouldLetAdminsAndManagersWorkAndAgentsNot(Request request) {
        // Then
        assertThatDecision(tenant.by(AGENT, request)).rejected(Reason.PERMISSION_DENIED);
        assertApplied(withNumberAndQueue().by(ADMIN, request));
        assertApplied(withNumberAndQueue().by(MANAGER, request));
    }

    @ParameterizedTest
    @MethodSource("ofAdmins")
    void shouldLetAdminsAloneChangeTheAccount(Request request) {
        // Then
        assertThatDecision(tenant.by(AGENT, request)).rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(tenant.by(MANAGER, request)).rejected(Reason.PERMISSION_DENIED);
        assertApplied(tenant.by(ADMIN, request));
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldLetThePlatformDoAll(Request request) {
        // Then
        assertSucceeded(withNumberAndQueue().by(PLATFORM, request));
        assertSucceeded(withNumberAndQueue().by(SUPER_ADMIN, request));
    }

    @ParameterizedTest
    @MethodSource("ofThePlatform")
    void shouldRefuseTenantsWhatIsThePlatforms(Request request) {
        // Then
        assertThatDecision(tenant.by(ADMIN, request)).rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(tenant.by(MANAGER, request)).rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(tenant.by(AGENT, request)).rejected(Reason.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @MethodSource("ofThePlatform")
    void shouldTellTenantsNothingElseWhateverTheCustomer(Request request) {
        // Then
        assertThatDecision(tenant.by(STRANGER, request)).rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(tenant.onUnknownCustomer(ADMIN, request)).rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(tenant.onUnknownCustomer(PLATFORM, request)).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("ofTenants")
    void shouldShowAStrangerNothing(Request request) {
        // Then
        assertThatDecision(tenant.by(STRANGER, request)).rejected(Reason.RESOURCE_NOT_FOUND);
        assertThatDecision(tenant.onUnknownCustomer(PLATFORM, request)).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("ofTenants")
    void shouldRefuseASuspendedTenantAndLetTheSuperAdmin(Request request) {
        // Given
        tenant.isSuspended();
        // Then
        assertThatDecision(tenant.by(ADMIN, request)).rejected(Reason.ACCOUNT_SUSPENDED);
        assertApplied(tenant.by(SUPER_ADMIN, request));
    }

    @ParameterizedTest
    @MethodSource("ofTenants")
    void shouldRefuseAFrozenTenantAndLetTheSuperAdmin(Request request) {
        // Given
        tenant.isFrozen();
        // Then
        assertThatDecision(tenant.by(ADMIN, request)).rejected(Reason.ACCOUNT_FROZEN);
        assertApplied(tenant.by(SUPER_ADMIN, request));
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldKnowNothingOfADeletedCustomer(Request request) {
        // Given
        TenantAtWork gone = new TenantAtWork();
        gone.put(deleted(gone.customer().ended(), LATER));
        // Then
        assertThatDecision(gone.by(PLATFORM, request)).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("onUnknownResources")
    void shouldNotFindWhatIsNotTheCustomersOrOfAnotherType(Request request) {
        // Then
        assertThatDecision(tenant.by(ADMIN, request)).rejected(Reason.RESOURCE_NOT_FOUND);
        assertThatDecision(tenant.by(PLATFORM, request)).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void shouldRefuseAnotherVersionThanTheResources(Request request) {
        // Then
        assertThatDecision(tenant.expecting(7, PLATFORM, request)).rejected(Reason.VERSION_MISMATCH);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void shouldExpectNoVersionOfWhatIsNew(Request request) {
        // Then
        assertThatDecision(tenant.expecting(1, PLATFORM, request)).rejected(Reason.VERSION_MISMATCH);
        assertApplied(tenant.expecting(0, PLATFORM, request));
    }

    @Test
    void shouldCompareTheVersionWithTheOneResourceThatIsMeant() {
        // Then
        assertApplied(tenant.expecting(1, ADMIN, new UpdateNumberMetadata(NUMBER, new Metadata(true))));
        assertApplied(tenant.expecting(2, ADMIN, new RenewNumber(NUMBER)));
        assertApplied(tenant.expecting(1, ADMIN, new UpdateQueueRoutingMethod(QUEUE, "ringall")));
        assertApplied(tenant.expecting(tenant.account().revision().version(), PLATFORM, new UpdatePlanType("basic")));
    }

    private static TenantAtWork withNumberAndQueue() {
        TenantAtWork tenant = verifiedWith(50_000_000);
        normalNumber(tenant);
        tenant.put(new Queue(
                QUEUE,
                CUSTOMER_ID,
                Revision.first(LATER),
                new Queue.Profile("", "", Queue.RoutingMethod.RANDOM, List.of(), Optional.empty(), 0, 0)));
        return tenant;
    }

    private static UUID normalNumber(TenantAtWork tenant) {
        CreateNumber create = new CreateNumber("+15559999999", "normal", "", "", "", "");
        return subject(Number.class, tenant.by(ADMIN, create)).id();
    }

    private static void assertApplied(Decision decision) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Applied.class,
                        applied -> assertThat(applied.changes()).isNotEmpty());
    }

    private static void assertSucceeded(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Applied.class);
    }
}
