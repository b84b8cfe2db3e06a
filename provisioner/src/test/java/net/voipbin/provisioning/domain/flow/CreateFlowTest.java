package net.voipbin.provisioning.domain.flow;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.FOREIGN_FLOW;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.ClaimAnswers;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decider;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.Periods;
import net.voipbin.provisioning.domain.Quota;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Referring;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.Tenant;
import net.voipbin.provisioning.domain.TenantAtWork;
import net.voipbin.provisioning.domain.UniqueKey;
import net.voipbin.provisioning.domain.text.NamedId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateFlowTest {

    private static final UUID STEP = UUID.fromString("0593b0a0-5555-7000-8000-00000000000e");

    private final TenantAtWork tenant = new TenantAtWork();

    @Test
    void shouldKeepWhatTheRequestNames() {
        // Given
        NamedFlowAction talk = new NamedFlowAction(STEP.toString(), "", "talk", "{\"text\": \"hi\"}");
        // When
        Decision decision =
                tenant.by(ADMIN, new CreateFlow("flow", "night", "after hours", List.of(talk), FLOW.toString()));
        // Then
        assertThatDecision(decision).applied("flow_created");
        Flow flow = subject(Flow.class, decision);
        assertThat(flow)
                .isEqualTo(new Flow(
                        flow.id(),
                        tenant.customer().id(),
                        Revision.first(LATER),
                        new Flow.Profile(
                                "night",
                                "after hours",
                                List.of(new Flow.Action(STEP, Optional.empty(), "talk", "{\"text\": \"hi\"}")),
                                Optional.of(FLOW))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Flow", "campaign"})
    void shouldRefuseAnotherType(String type) {
        // Then
        assertThatDecision(tenant.by(ADMIN, new CreateFlow(type, "", "", List.of(), "")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "type");
    }

    @Test
    void shouldBoundNameAndDetail() {
        // Then
        assertThatDecision(tenant.by(ADMIN, named("n".repeat(256), "")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(tenant.by(ADMIN, named("", "d".repeat(65_536))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
        assertThatDecision(tenant.by(ADMIN, named("n".repeat(255), "d".repeat(65_535))))
                .applied("flow_created");
    }

    @Test
    void shouldGoOnWithFlowsOfTheSameCustomerOnly() {
        // Then
        assertThatDecision(tenant.by(ADMIN, completing("welcome")))
                .rejectedForField(Reason.REFERENCE_INVALID, "on_complete_flow_id");
        assertThatDecision(tenant.by(ADMIN, completing(FOREIGN_FLOW.toString())))
                .rejectedForField(Reason.REFERENCE_INVALID, "on_complete_flow_id");
        assertThat(subject(Flow.class, tenant.by(ADMIN, completing(NamedId.NIL.toString())))
                        .profile()
                        .onCompleteFlowId())
                .isEmpty();
    }

    @Test
    void shouldRefuseWhatTheActionsMayNotHold() {
        // Then
        assertThatDecision(tenant.by(
                        ADMIN, new CreateFlow("flow", "", "", List.of(new NamedFlowAction("", "", "dance", "")), "")))
                .rejectedForField(Reason.INVALID_ACTION_TYPE, "actions");
    }

    @Test
    void shouldKeepToTheLimitThatAllPlansHave() {
        // Given
        Tenant full = new FullTenant(tenant.customer(), tenant.account());
        Command command =
                new Command(STEP, tenant.customer().id(), Samples.PLATFORM, OptionalLong.empty(), LATER, named("", ""));
        // When
        Decision decision = new Decider(Samples.PLATFORM_ID, Periods.USUAL, (id, email) -> "")
                .decide(full, command, LATER, ClaimAnswers.NONE);
        // Then
        assertThatDecision(decision)
                .rejectedWith(
                        Reason.RESOURCE_LIMIT_EXCEEDED,
                        Map.of(
                                "resource", new Rejection.Detail.Text("flows"),
                                "limit", new Rejection.Detail.Quantity(10_000),
                                "count", new Rejection.Detail.Quantity(10_000)));
    }

    private static CreateFlow named(String name, String detail) {
        return new CreateFlow("flow", name, detail, List.of(), "");
    }

    private static CreateFlow completing(String flowId) {
        return new CreateFlow("flow", "", "", List.of(), flowId);
    }

    /** A tenant that has ten thousand of everything. */
    private record FullTenant(Customer owner, BillingAccount account) implements Tenant {
        @Override
        public Optional<Customer> customer() {
            return Optional.of(owner);
        }

        @Override
        public <R extends Resource> Optional<R> find(Class<R> type, UUID id) {
            return Optional.<Resource>of(account).filter(type::isInstance).map(type::cast);
        }

        @Override
        public Optional<UUID> holder(UniqueKey key) {
            return Optional.empty();
        }

        @Override
        public List<Referring> referrers(UUID id) {
            return List.of();
        }

        @Override
        public long count(Quota quota) {
            return 10_000;
        }

        @Override
        public List<Resource> resources(Optional<Place> after, int most) {
            return List.of();
        }

        @Override
        public Optional<Instant> lastChange() {
            return Optional.empty();
        }
    }
}
