package net.voipbin.provisioning.domain.queue;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.FOREIGN_FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.FOREIGN_TAG;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.OTHER_TAG;
import static net.voipbin.provisioning.domain.TenantAtWork.TAG;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.TenantAtWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateQueueTest {

    private final TenantAtWork tenant = new TenantAtWork();

    @Test
    void shouldKeepWhatTheRequestNames() {
        // When
        Decision decision = tenant.by(
                ADMIN,
                new CreateQueue(
                        "sales",
                        "who buys",
                        "ringall",
                        List.of(OTHER_TAG.toString(), TAG.toString()),
                        FLOW.toString(),
                        30_000,
                        60_000));
        // Then
        assertThatDecision(decision).applied("queue_created");
        Queue queue = subject(Queue.class, decision);
        assertThat(queue)
                .isEqualTo(new Queue(
                        queue.id(),
                        tenant.customer().id(),
                        Revision.first(LATER),
                        new Queue.Profile(
                                "sales",
                                "who buys",
                                Queue.RoutingMethod.RINGALL,
                                List.of(OTHER_TAG, TAG),
                                Optional.of(FLOW),
                                30_000,
                                60_000)));
    }

    @Test
    void shouldTakeATagOnceHoweverOftenItIsNamed() {
        // When
        Queue queue = subject(Queue.class, tenant.by(ADMIN, tagged(OTHER_TAG, TAG, OTHER_TAG)));
        // Then
        assertThat(queue.profile().tagIds()).containsExactly(OTHER_TAG, TAG);
    }

    @Test
    void shouldTellMalformedTagsFromThoseThatDoNotLive() {
        // Then
        assertThatDecision(tenant.by(ADMIN, tagged(TAG, "sales"))).rejectedForField(Reason.INVALID_TAG_IDS, "tag_ids");
        assertThatDecision(tenant.by(ADMIN, tagged(TAG, FOREIGN_TAG)))
                .rejectedForField(Reason.REFERENCE_INVALID, "tag_ids");
    }

    @Test
    void shouldReferToFlowsOfTheSameCustomerOnly() {
        // Then
        assertThatDecision(tenant.by(ADMIN, waitingIn("music")))
                .rejectedForField(Reason.REFERENCE_INVALID, "wait_flow_id");
        assertThatDecision(tenant.by(ADMIN, waitingIn(FOREIGN_FLOW.toString())))
                .rejectedForField(Reason.REFERENCE_INVALID, "wait_flow_id");
        assertThatDecision(tenant.by(ADMIN, waitingIn(""))).applied("queue_created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "ringall"})
    void shouldKeepTheRoutingMethod(String method) {
        // When
        Queue queue = subject(Queue.class, tenant.by(ADMIN, routed(method)));
        // Then
        assertThat(queue.profile().routingMethod())
                .isEqualTo(Queue.RoutingMethod.valueOf(method.toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linear", "Random", "RINGALL"})
    void shouldRefuseAnotherRoutingMethod(String method) {
        // Then
        assertThatDecision(tenant.by(ADMIN, routed(method)))
                .rejectedForField(Reason.INVALID_ROUTING_METHOD, "routing_method");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Integer.MAX_VALUE})
    void shouldTakeTimeoutsWithinTheirBounds(long milliseconds) {
        // When
        Queue queue = subject(Queue.class, tenant.by(ADMIN, timed(milliseconds, milliseconds)));
        // Then
        assertThat(queue.profile().waitTimeout()).isEqualTo((int) milliseconds);
        assertThat(queue.profile().serviceTimeout()).isEqualTo((int) milliseconds);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Integer.MAX_VALUE + 1L, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldRefuseTimeoutsBeyondTheirBounds(long milliseconds) {
        // Then
        assertThatDecision(tenant.by(ADMIN, timed(milliseconds, 0)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "wait_timeout");
        assertThatDecision(tenant.by(ADMIN, timed(0, milliseconds)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "service_timeout");
    }

    @Test
    void shouldBoundNameAndDetail() {
        // Then
        assertThatDecision(tenant.by(ADMIN, named("n".repeat(256), "")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(tenant.by(ADMIN, named("", "d".repeat(65_536))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
        assertThatDecision(tenant.by(ADMIN, named("n".repeat(255), "d".repeat(65_535))))
                .applied("queue_created");
    }

    @Test
    void shouldKeepToThePlansLimit() {
        // Given
        tenant.by(ADMIN, named("one", ""));
        tenant.by(ADMIN, named("two", ""));
        // Then
        assertThatDecision(tenant.by(ADMIN, named("three", "")))
                .rejectedWith(
                        Reason.RESOURCE_LIMIT_EXCEEDED,
                        Map.of(
                                "resource", new Rejection.Detail.Text("queues"),
                                "limit", new Rejection.Detail.Quantity(2),
                                "count", new Rejection.Detail.Quantity(2)));
    }

    private static CreateQueue named(String name, String detail) {
        return new CreateQueue(name, detail, "random", List.of(), "", 0, 0);
    }

    private static CreateQueue tagged(Object... tags) {
        List<String> ids = List.of(tags).stream().map(Object::toString).toList();
        return new CreateQueue("", "", "random", ids, "", 0, 0);
    }

    private static CreateQueue routed(String method) {
        return new CreateQueue("", "", method, List.of(), "", 0, 0);
    }

    private static CreateQueue waitingIn(String flow) {
        return new CreateQueue("", "", "random", List.of(), flow, 0, 0);
    }

    private static CreateQueue timed(long waitTimeout, long serviceTimeout) {
        return new CreateQueue("", "", "random", List.of(), "", waitTimeout, serviceTimeout);
    }
}
