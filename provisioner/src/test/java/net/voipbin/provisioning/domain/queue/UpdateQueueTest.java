package net.voipbin.provisioning.domain.queue;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Revisions.deleted;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.FOREIGN_TAG;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.OTHER_TAG;
import static net.voipbin.provisioning.domain.TenantAtWork.TAG;
import static net.voipbin.provisioning.domain.TenantAtWork.UNKNOWN;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Revisions;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.TenantAtWork;
import net.voipbin.provisioning.domain.text.NamedId;
import org.junit.jupiter.api.Test;

class UpdateQueueTest {

    private final TenantAtWork tenant = new TenantAtWork();
    private final Queue queue = subject(
            Queue.class,
            tenant.by(
                    ADMIN,
                    new CreateQueue(
                            "sales", "who buys", "random", List.of(TAG.toString()), FLOW.toString(), 30_000, 60_000)));

    @Test
    void shouldChangeAllThatItNames() {
        // When
        Decision decision = tenant.by(
                ADMIN,
                new UpdateQueue(
                        queue.id(),
                        Optional.of("support"),
                        Optional.of("who asks"),
                        Optional.of("ringall"),
                        Optional.of(List.of(OTHER_TAG.toString())),
                        Optional.of(""),
                        Optional.of(1L),
                        Optional.of(2L),
                        Map.of()));
        // Then
        assertThatDecision(decision).applied("queue_updated");
        assertThat(subject(Queue.class, decision))
                .isEqualTo(Revisions.updated(
                        queue.with(new Queue.Profile(
                                "support",
                                "who asks",
                                Queue.RoutingMethod.RINGALL,
                                List.of(OTHER_TAG),
                                Optional.empty(),
                                1,
                                2)),
                        LATER));
    }

    @Test
    void shouldChangeEachFieldAloneAndLeaveTheRest() {
        // Then
        Optional<String> no = Optional.empty();
        assertThat(updated(Optional.of("a"), no, no, no, Optional.empty(), Optional.empty()))
                .isEqualTo(after("a", "who buys", Queue.RoutingMethod.RANDOM, Optional.of(FLOW), 30_000, 60_000));
        assertThat(updated(no, Optional.of("b"), no, no, Optional.empty(), Optional.empty()))
                .isEqualTo(after("sales", "b", Queue.RoutingMethod.RANDOM, Optional.of(FLOW), 30_000, 60_000));
        assertThat(updated(no, no, Optional.of("ringall"), no, Optional.empty(), Optional.empty()))
                .isEqualTo(after("sales", "who buys", Queue.RoutingMethod.RINGALL, Optional.of(FLOW), 30_000, 60_000));
        assertThat(updated(no, no, no, Optional.of(""), Optional.empty(), Optional.empty()))
                .isEqualTo(after("sales", "who buys", Queue.RoutingMethod.RANDOM, Optional.empty(), 30_000, 60_000));
        assertThat(updated(no, no, no, no, Optional.of(0L), Optional.empty()))
                .isEqualTo(after("sales", "who buys", Queue.RoutingMethod.RANDOM, Optional.of(FLOW), 0, 60_000));
        assertThat(updated(no, no, no, no, Optional.empty(), Optional.of(0L)))
                .isEqualTo(after("sales", "who buys", Queue.RoutingMethod.RANDOM, Optional.of(FLOW), 30_000, 0));
    }

    @Test
    void shouldChangeNothingWhereThePresentValuesAreNamed() {
        // Then
        assertThatDecision(tenant.by(
                        ADMIN,
                        new UpdateQueue(
                                queue.id(),
                                Optional.of("sales"),
                                Optional.of("who buys"),
                                Optional.of("random"),
                                Optional.of(List.of(TAG.toString(), TAG.toString())),
                                Optional.of(FLOW.toString()),
                                Optional.of(30_000L),
                                Optional.of(60_000L),
                                Map.of("id", "\"" + queue.id() + "\""))))
                .fulfilled(queue);
    }

    @Test
    void shouldRefuseWhatACreationRefuses() {
        // Then
        Optional<String> no = Optional.empty();
        assertRefused(Reason.INVALID_ARGUMENT, "name", Optional.of("\0"), no, no, no, Optional.empty());
        assertRefused(Reason.INVALID_ARGUMENT, "detail", no, Optional.of("\0"), no, no, Optional.empty());
        assertRefused(Reason.INVALID_ROUTING_METHOD, "routing_method", no, no, Optional.of(""), no, Optional.empty());
        assertRefused(Reason.REFERENCE_INVALID, "wait_flow_id", no, no, no, Optional.of("x"), Optional.empty());
        assertRefused(
                Reason.REFERENCE_INVALID,
                "wait_flow_id",
                no,
                no,
                no,
                Optional.of(UNKNOWN.toString()),
                Optional.empty());
        assertRefused(Reason.INVALID_ARGUMENT, "wait_timeout", no, no, no, no, Optional.of(-1L));
    }

    @Test
    void shouldRefuseAnotherValueForALockedField() {
        // Then
        assertThatDecision(tenant.by(
                        ADMIN,
                        new UpdateQueue(
                                queue.id(),
                                Optional.of("support"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of("id", "\"" + UNKNOWN + "\"", "colour", "\"red\""))))
                .rejectedWith(Reason.LOCKED_FIELD, Map.of("fields", new Rejection.Detail.Texts(List.of("id"))));
    }

    @Test
    void shouldReplaceTheTagsByARouteOfTheirOwn() {
        // When
        Decision decision = tenant.by(ADMIN, tags(OTHER_TAG, TAG, OTHER_TAG));
        // Then
        assertThatDecision(decision).applied("queue_updated");
        assertThat(subject(Queue.class, decision))
                .isEqualTo(Revisions.updated(Samples.withTagIds(queue, List.of(OTHER_TAG, TAG)), LATER));
    }

    @Test
    void shouldRemoveAllTags() {
        // Then
        assertThat(subject(Queue.class, tenant.by(ADMIN, tags())).profile().tagIds())
                .isEmpty();
    }

    @Test
    void shouldRefuseTagsThatAreMalformedOrNotTheCustomers() {
        // Then
        assertThatDecision(tenant.by(ADMIN, new UpdateQueueTagIds(queue.id(), List.of(NamedId.NIL.toString()))))
                .rejectedForField(Reason.INVALID_TAG_IDS, "tag_ids");
        assertThatDecision(tenant.by(ADMIN, tags(FOREIGN_TAG))).rejectedForField(Reason.REFERENCE_INVALID, "tag_ids");
        assertThatDecision(tenant.by(ADMIN, tags(TAG))).fulfilled(queue);
    }

    @Test
    void shouldChangeTheRoutingMethodByARouteOfItsOwn() {
        // Then
        assertThatDecision(tenant.by(ADMIN, new UpdateQueueRoutingMethod(queue.id(), "random")))
                .fulfilled(queue);
        assertThatDecision(tenant.by(ADMIN, new UpdateQueueRoutingMethod(queue.id(), "linear")))
                .rejectedForField(Reason.INVALID_ROUTING_METHOD, "routing_method");
        assertThat(subject(Queue.class, tenant.by(ADMIN, new UpdateQueueRoutingMethod(queue.id(), "ringall"))))
                .isEqualTo(after("sales", "who buys", Queue.RoutingMethod.RINGALL, Optional.of(FLOW), 30_000, 60_000));
    }

    @Test
    void shouldDeleteTheQueueAndMakeRoomForAnother() {
        // Given
        CreateQueue another = new CreateQueue("", "", "random", List.of(), "", 0, 0);
        tenant.by(ADMIN, another);
        assertThatDecision(tenant.by(ADMIN, another)).rejected(Reason.RESOURCE_LIMIT_EXCEEDED);
        // When
        Decision decision = tenant.by(ADMIN, new DeleteQueue(queue.id()));
        // Then
        assertThatDecision(decision).applied("queue_deleted");
        assertThat(subject(Queue.class, decision)).isEqualTo(deleted(queue, LATER));
        assertThat(tenant.find(Queue.class, queue.id())).isEmpty();
        assertThatDecision(tenant.by(ADMIN, another)).applied("queue_created");
    }

    private Queue updated(
            Optional<String> name,
            Optional<String> detail,
            Optional<String> routingMethod,
            Optional<String> waitFlowId,
            Optional<Long> waitTimeout,
            Optional<Long> serviceTimeout) {
        TenantAtWork fresh = new TenantAtWork();
        fresh.put(queue);
        return subject(
                Queue.class,
                fresh.by(
                        ADMIN,
                        new UpdateQueue(
                                queue.id(),
                                name,
                                detail,
                                routingMethod,
                                Optional.empty(),
                                waitFlowId,
                                waitTimeout,
                                serviceTimeout,
                                Map.of())));
    }

    private Queue after(
            String name,
            String detail,
            Queue.RoutingMethod method,
            Optional<UUID> flow,
            int waitTimeout,
            int serviceTimeout) {
        return Revisions.updated(
                queue.with(new Queue.Profile(name, detail, method, List.of(TAG), flow, waitTimeout, serviceTimeout)),
                LATER);
    }

    private void assertRefused(
            Reason reason,
            String field,
            Optional<String> name,
            Optional<String> detail,
            Optional<String> routingMethod,
            Optional<String> waitFlowId,
            Optional<Long> waitTimeout) {
        assertThatDecision(tenant.by(
                        ADMIN,
                        new UpdateQueue(
                                queue.id(),
                                name,
                                detail,
                                routingMethod,
                                Optional.empty(),
                                waitFlowId,
                                waitTimeout,
                                Optional.empty(),
                                Map.of())))
                .rejectedForField(reason, field);
    }

    private UpdateQueueTagIds tags(UUID... tags) {
        return new UpdateQueueTagIds(
                queue.id(), List.of(tags).stream().map(UUID::toString).toList());
    }
}
