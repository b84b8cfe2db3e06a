package net.voipbin.provisioning.domain.number;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.FOREIGN_FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.TenantAtWork;
import net.voipbin.provisioning.domain.text.NamedId;
import net.voipbin.provisioning.domain.text.Timestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdateNumberTest {

    private final TenantAtWork tenant = new TenantAtWork();
    private final Number number = subject(
            Number.class,
            tenant.by(ADMIN, new CreateNumber("+899100000001", "virtual", FLOW.toString(), "", "main", "desk")));

    @Test
    void shouldChangeWhatItNamesAndLeaveTheRest() {
        // When
        Decision decision = tenant.by(ADMIN, named("night", null));
        // Then
        assertThatDecision(decision).applied("number_updated");
        assertThat(subject(Number.class, decision))
                .isEqualTo(updated(
                        number.with(new Number.Profile("night", "desk", Optional.of(FLOW), Optional.empty())), LATER));
        assertThat(tenant.live(Number.class, number.id()).revision().version()).isEqualTo(2);
    }

    @Test
    void shouldChangeTheDetailAlone() {
        // Then
        assertThat(subject(Number.class, tenant.by(ADMIN, named(null, "shop"))))
                .isEqualTo(updated(
                        number.with(new Number.Profile("main", "shop", Optional.of(FLOW), Optional.empty())), LATER));
    }

    @Test
    void shouldChangeItsFlows() {
        // Then
        assertThat(subject(Number.class, tenant.by(ADMIN, flows("", FLOW.toString()))))
                .isEqualTo(updated(
                        number.with(new Number.Profile("main", "desk", Optional.empty(), Optional.of(FLOW))), LATER));
    }

    @Test
    void shouldChangeNothingWhereThePresentValuesAreNamed() {
        // Then
        assertThatDecision(tenant.by(
                        ADMIN,
                        new UpdateNumber(
                                number.id(),
                                Optional.of("main"),
                                Optional.of("desk"),
                                Optional.of(FLOW.toString()),
                                Optional.of(NamedId.NIL.toString()),
                                Map.of())))
                .fulfilled(number);
        assertThatDecision(tenant.by(ADMIN, named(null, null))).fulfilled(number);
    }

    @Test
    void shouldRefuseFlowsThatAreNotTheCustomers() {
        // Then
        assertThatDecision(tenant.by(ADMIN, flows(FOREIGN_FLOW.toString(), null)))
                .rejectedForField(Reason.REFERENCE_INVALID, "call_flow_id");
        assertThatDecision(tenant.by(ADMIN, flows(null, "welcome")))
                .rejectedForField(Reason.REFERENCE_INVALID, "message_flow_id");
        assertThatDecision(tenant.by(ADMIN, flows("welcome", null)))
                .rejectedForField(Reason.REFERENCE_INVALID, "call_flow_id");
    }

    @Test
    void shouldBoundNameAndDetail() {
        // Then
        assertThatDecision(tenant.by(ADMIN, named("n".repeat(256), null)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(tenant.by(ADMIN, named(null, "d".repeat(65_536))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
        assertThatDecision(tenant.by(ADMIN, named("n".repeat(255), "d".repeat(65_535))))
                .applied("number_updated");
    }

    @Test
    void shouldRefuseAnotherValueForALockedField() {
        // Then
        assertThatDecision(tenant.by(ADMIN, locked("number", "\"+899100000002\"")))
                .rejectedWith(Reason.LOCKED_FIELD, Map.of("fields", new Rejection.Detail.Texts(List.of("number"))));
        assertThatDecision(tenant.by(ADMIN, locked("metadata", "{\"rtp_debug\":true}")))
                .rejectedWith(Reason.LOCKED_FIELD, Map.of("fields", new Rejection.Detail.Texts(List.of("metadata"))));
    }

    @Test
    void shouldAcceptThePresentValueOfLockedFields() {
        // Given
        Map<String, String> present = Map.of(
                "number", "\"+899100000001\"",
                "type", "\"virtual\"",
                "status", "\"active\"",
                "t38_enabled", "false",
                "emergency_enabled", "false",
                "metadata", "{\"rtp_debug\":false}",
                "tm_purchase", "\"" + Timestamp.format(LATER) + "\"",
                "tm_renew", "null");
        // When
        Decision decision = tenant.by(
                ADMIN,
                new UpdateNumber(
                        number.id(),
                        Optional.of("night"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        present));
        // Then
        assertThatDecision(decision).applied("number_updated");
    }

    @Test
    void shouldChangeFlowsByARouteOfTheirOwn() {
        // Then
        assertThatDecision(tenant.by(
                        ADMIN, new UpdateNumberFlowIds(number.id(), Optional.empty(), Optional.of(FLOW.toString()))))
                .applied("number_updated");
        assertThatDecision(tenant.by(ADMIN, new UpdateNumberFlowIds(number.id(), Optional.of(""), Optional.empty())))
                .applied("number_updated");
        Number after = tenant.live(Number.class, number.id());
        assertThat(after.profile().callFlowId()).isEmpty();
        assertThat(after.profile().messageFlowId()).contains(FLOW);
        assertThat(after.profile().name()).isEqualTo("main");
    }

    @Test
    void shouldReplaceTheMetadata() {
        // When
        Decision decision = tenant.by(ADMIN, new UpdateNumberMetadata(number.id(), new Metadata(true)));
        // Then
        assertThatDecision(decision).applied("number_updated");
        assertThat(subject(Number.class, decision)).isEqualTo(updated(number.with(new Metadata(true)), LATER));
    }

    @Test
    void shouldChangeNothingWhereTheMetadataIsThePresentOne() {
        // Then
        assertThatDecision(tenant.by(ADMIN, new UpdateNumberMetadata(number.id(), new Metadata(false))))
                .fulfilled(number);
    }

    private UpdateNumber named(@Nullable String name, @Nullable String detail) {
        return update(Optional.ofNullable(name), Optional.ofNullable(detail), Optional.empty(), Optional.empty());
    }

    private UpdateNumber flows(@Nullable String call, @Nullable String message) {
        return update(Optional.empty(), Optional.empty(), Optional.ofNullable(call), Optional.ofNullable(message));
    }

    private UpdateNumber update(
            Optional<String> name, Optional<String> detail, Optional<String> call, Optional<String> message) {
        return new UpdateNumber(number.id(), name, detail, call, message, Map.of());
    }

    private UpdateNumber locked(String field, String json) {
        UUID id = number.id();
        return new UpdateNumber(
                id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(field, json));
    }
}
