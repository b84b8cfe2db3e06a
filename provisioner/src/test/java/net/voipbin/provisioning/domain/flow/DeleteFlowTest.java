package net.voipbin.provisioning.domain.flow;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Revisions.deleted;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.TenantAtWork;
import net.voipbin.provisioning.domain.number.CreateNumber;
import net.voipbin.provisioning.domain.queue.CreateQueue;
import org.junit.jupiter.api.Test;

class DeleteFlowTest {

    private final TenantAtWork tenant = new TenantAtWork();
    private final Flow flow = tenant.live(Flow.class, FLOW);

    @Test
    void shouldDeleteAFlowThatNothingRefersTo() {
        // When
        Decision decision = tenant.by(ADMIN, new DeleteFlow(FLOW));
        // Then
        assertThatDecision(decision).applied("flow_deleted");
        assertThat(subject(Flow.class, decision)).isEqualTo(deleted(flow, LATER));
        assertThat(tenant.find(Flow.class, FLOW)).isEmpty();
    }

    @Test
    void shouldClearEveryReferenceInTheSameChange() {
        // Given
        String id = FLOW.toString();
        Number number = subject(
                Number.class, tenant.by(ADMIN, new CreateNumber("+899100000001", "virtual", id, id, "main", "")));
        Queue queue =
                subject(Queue.class, tenant.by(ADMIN, new CreateQueue("sales", "", "random", List.of(), id, 1, 2)));
        Flow other = subject(Flow.class, tenant.by(ADMIN, new CreateFlow("flow", "night", "", List.of(), id)));
        Number apart =
                subject(Number.class, tenant.by(ADMIN, new CreateNumber("+899100000002", "virtual", "", "", "", "")));
        // When
        Decision decision = tenant.by(ADMIN, new DeleteFlow(FLOW));
        // Then
        assertThatDecision(decision).applied("flow_deleted", "number_updated", "queue_updated", "flow_updated");
        assertThat(tenant.live(Number.class, number.id()))
                .isEqualTo(updated(
                        number.with(new Number.Profile("main", "", Optional.empty(), Optional.empty())), LATER));
        assertThat(tenant.live(Queue.class, queue.id()).profile().waitFlowId()).isEmpty();
        assertThat(tenant.live(Flow.class, other.id()).profile().onCompleteFlowId())
                .isEmpty();
        assertThat(tenant.live(Number.class, apart.id())).isEqualTo(apart);
    }

    @Test
    void shouldDeleteAFlowThatRefersToItself() {
        // Given
        tenant.by(
                ADMIN,
                new UpdateFlow(
                        FLOW,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(FLOW.toString()),
                        Map.of()));
        // Then
        assertThatDecision(tenant.by(ADMIN, new DeleteFlow(FLOW))).applied("flow_deleted");
    }

    @Test
    void shouldLeaveNoFlowToReferTo() {
        // Given
        tenant.by(ADMIN, new DeleteFlow(FLOW));
        // Then
        assertThatDecision(tenant.by(ADMIN, new CreateNumber("+899100000001", "virtual", FLOW.toString(), "", "", "")))
                .rejectedForField(Reason.REFERENCE_INVALID, "call_flow_id");
        assertThatDecision(tenant.by(ADMIN, new DeleteFlow(FLOW))).rejected(Reason.RESOURCE_NOT_FOUND);
    }
}
