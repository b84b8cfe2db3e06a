package net.voipbin.provisioning.domain.flow;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.FOREIGN_FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.MANAGER;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Revisions;
import net.voipbin.provisioning.domain.TenantAtWork;
import org.junit.jupiter.api.Test;

class UpdateFlowTest {

    private static final UUID STEP = UUID.fromString("0593b0a0-5555-7000-8000-00000000000e");
    private static final Optional<String> NO = Optional.empty();
    private static final Optional<List<NamedFlowAction>> NO_ACTIONS = Optional.empty();

    private final TenantAtWork tenant = new TenantAtWork();
    private final Flow flow = subject(
            Flow.class,
            tenant.by(
                    ADMIN,
                    new CreateFlow(
                            "flow",
                            "night",
                            "after hours",
                            List.of(new NamedFlowAction(STEP.toString(), "", "hangup", "{}")),
                            FLOW.toString())));

    @Test
    void shouldChangeAllThatItNames() {
        // When
        Decision decision = tenant.by(
                MANAGER,
                update(
                        Optional.of("flow"),
                        Optional.of("day"),
                        Optional.of("open"),
                        Optional.of(List.of(new NamedFlowAction(STEP.toString(), "", "talk", "{}"))),
                        Optional.of("")));
        // Then
        assertThatDecision(decision).applied("flow_updated");
        assertThat(subject(Flow.class, decision))
                .isEqualTo(Revisions.updated(
                        flow.with(new Flow.Profile(
                                "day",
                                "open",
                                List.of(new Flow.Action(STEP, Optional.empty(), "talk", "{}")),
                                Optional.empty())),
                        LATER));
    }

    @Test
    void shouldChangeEachFieldAloneAndLeaveTheRest() {
        // Then
        assertThat(updated(update(NO, Optional.of("day"), NO, NO_ACTIONS, NO)))
                .isEqualTo(Revisions.updated(
                        flow.with(new Flow.Profile(
                                "day", "after hours", flow.profile().actions(), Optional.of(FLOW))),
                        LATER));
        assertThat(updated(update(NO, NO, Optional.of("open"), NO_ACTIONS, NO)))
                .isEqualTo(Revisions.updated(
                        flow.with(
                                new Flow.Profile("night", "open", flow.profile().actions(), Optional.of(FLOW))),
                        LATER));
        assertThat(updated(update(NO, NO, NO, Optional.of(List.of()), NO)))
                .isEqualTo(Revisions.updated(
                        flow.with(new Flow.Profile("night", "after hours", List.of(), Optional.of(FLOW))), LATER));
        assertThat(updated(update(NO, NO, NO, NO_ACTIONS, Optional.of(""))))
                .isEqualTo(Revisions.updated(
                        flow.with(new Flow.Profile(
                                "night", "after hours", flow.profile().actions(), Optional.empty())),
                        LATER));
    }

    @Test
    void shouldChangeNothingWhereThePresentValuesAreNamed() {
        // Then
        assertThatDecision(tenant.by(
                        ADMIN,
                        update(
                                Optional.of("flow"),
                                Optional.of("night"),
                                Optional.of("after hours"),
                                Optional.of(List.of(new NamedFlowAction(STEP.toString(), "", "hangup", "{}"))),
                                Optional.of(FLOW.toString()))))
                .fulfilled(flow);
        assertThatDecision(tenant.by(ADMIN, update(NO, NO, NO, NO_ACTIONS, NO))).fulfilled(flow);
    }

    @Test
    void shouldLetAFlowReferToItself() {
        // When
        Decision decision = tenant.by(
                ADMIN, update(NO, NO, NO, NO_ACTIONS, Optional.of(flow.id().toString())));
        // Then
        assertThatDecision(decision).applied("flow_updated");
        assertThat(subject(Flow.class, decision).profile().onCompleteFlowId()).contains(flow.id());
    }

    @Test
    void shouldRefuseWhatACreationRefuses() {
        // Then
        assertThatDecision(tenant.by(ADMIN, update(Optional.of("campaign"), NO, NO, NO_ACTIONS, NO)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "type");
        assertThatDecision(tenant.by(ADMIN, update(NO, Optional.of("\0"), NO, NO_ACTIONS, NO)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(tenant.by(ADMIN, update(NO, NO, Optional.of("\0"), NO_ACTIONS, NO)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
        assertThatDecision(tenant.by(
                        ADMIN, update(NO, NO, NO, Optional.of(List.of(new NamedFlowAction("", "", "dance", ""))), NO)))
                .rejectedForField(Reason.INVALID_ACTION_TYPE, "actions");
        assertThatDecision(tenant.by(ADMIN, update(NO, NO, NO, NO_ACTIONS, Optional.of("welcome"))))
                .rejectedForField(Reason.REFERENCE_INVALID, "on_complete_flow_id");
        assertThatDecision(tenant.by(ADMIN, update(NO, NO, NO, NO_ACTIONS, Optional.of(FOREIGN_FLOW.toString()))))
                .rejectedForField(Reason.REFERENCE_INVALID, "on_complete_flow_id");
    }

    @Test
    void shouldRefuseAnotherValueForALockedField() {
        // Then
        assertThatDecision(tenant.by(
                        ADMIN,
                        new UpdateFlow(
                                flow.id(), NO, Optional.of("day"), NO, NO_ACTIONS, NO, Map.of("tm_update", "\"x\""))))
                .rejectedWith(Reason.LOCKED_FIELD, Map.of("fields", new Rejection.Detail.Texts(List.of("tm_update"))));
    }

    private Flow updated(UpdateFlow update) {
        TenantAtWork fresh = new TenantAtWork();
        fresh.put(flow);
        return subject(Flow.class, fresh.by(ADMIN, update));
    }

    private UpdateFlow update(
            Optional<String> type,
            Optional<String> name,
            Optional<String> detail,
            Optional<List<NamedFlowAction>> actions,
            Optional<String> onCompleteFlowId) {
        return new UpdateFlow(flow.id(), type, name, detail, actions, onCompleteFlowId, Map.of());
    }
}
