package net.voipbin.provisioning.domain.billing;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.PlanType;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.TenantAtWork;
import net.voipbin.provisioning.domain.number.CreateNumber;
import net.voipbin.provisioning.domain.queue.CreateQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatePlanTypeTest {

    private static final CreateQueue QUEUE = new CreateQueue("", "", "random", List.of(), "", 0, 0);

    private final TenantAtWork tenant = new TenantAtWork();
    private final BillingAccount account = tenant.account();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FREE")
    void shouldChangeThePlanAndLeaveTheTokens(PlanType plan) {
        // When
        Decision decision = tenant.by(SUPER_ADMIN, new UpdatePlanType(plan.published()));
        // Then
        assertThatDecision(decision).applied("billing_account_plan_updated");
        assertThat(subject(BillingAccount.class, decision)).isEqualTo(updated(account.with(plan), LATER));
        assertThat(tenant.account().balanceToken()).isEqualTo(100);
    }

    @Test
    void shouldChangeNothingWhereThePlanIsThePresentOne() {
        // Then
        assertThatDecision(tenant.by(PLATFORM, new UpdatePlanType("free"))).fulfilled(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Free", "gold"})
    void shouldRefuseAnotherPlan(String plan) {
        // Then
        assertThatDecision(tenant.by(PLATFORM, new UpdatePlanType(plan)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "plan_type");
    }

    @Test
    void shouldGiveRoomForMoreAtOnce() {
        // Given
        tenant.by(ADMIN, QUEUE);
        tenant.by(ADMIN, QUEUE);
        assertThatDecision(tenant.by(ADMIN, QUEUE)).rejected(Reason.RESOURCE_LIMIT_EXCEEDED);
        // When
        tenant.by(PLATFORM, new UpdatePlanType("basic"));
        // Then
        assertThatDecision(tenant.by(ADMIN, QUEUE)).applied("queue_created");
    }

    @Test
    void shouldRefuseAPlanThatThePresentQueuesExceed() {
        // Given
        onBasicPlan();
        tenant.by(ADMIN, QUEUE);
        tenant.by(ADMIN, QUEUE);
        tenant.by(ADMIN, QUEUE);
        // Then
        assertThatDecision(tenant.by(PLATFORM, new UpdatePlanType("free")))
                .rejectedWith(Reason.RESOURCE_LIMIT_EXCEEDED, exceeded("queues", 2, 3));
        assertThat(tenant.account().planType()).isEqualTo(PlanType.BASIC);
    }

    @Test
    void shouldTakeAPlanThatThePresentQueuesFillToItsLimit() {
        // Given
        onBasicPlan();
        tenant.by(ADMIN, QUEUE);
        tenant.by(ADMIN, QUEUE);
        // Then
        assertThatDecision(tenant.by(PLATFORM, new UpdatePlanType("free"))).applied("billing_account_plan_updated");
    }

    @Test
    void shouldRefuseAPlanThatThePresentAgentsExceed() {
        // Given
        onBasicPlan();
        threeMoreAgents();
        // Then
        assertThatDecision(tenant.by(PLATFORM, new UpdatePlanType("free")))
                .rejectedWith(Reason.RESOURCE_LIMIT_EXCEEDED, exceeded("agents", 5, 7));
    }

    @Test
    void shouldRefuseAPlanThatThePresentVirtualNumbersExceed() {
        // Given
        onBasicPlan();
        for (int i = 0; i < 6; i++) {
            tenant.by(ADMIN, new CreateNumber("+89910000000" + i, "virtual", "", "", "", ""));
        }
        // Then
        assertThatDecision(tenant.by(PLATFORM, new UpdatePlanType("free")))
                .rejectedWith(Reason.RESOURCE_LIMIT_EXCEEDED, exceeded("virtual_numbers", 5, 6));
    }

    private void onBasicPlan() {
        tenant.by(PLATFORM, new UpdatePlanType("basic"));
    }

    /** Beside the guest and the three that work there. */
    private void threeMoreAgents() {
        for (int i = 0; i < 3; i++) {
            tenant.put(Agent.create(
                    new UUID(0x7777, i),
                    tenant.customer().id(),
                    LATER,
                    "further-" + i + "@acme.example",
                    new Agent.Profile("", "", Agent.RingMethod.RINGALL),
                    new Permission(0),
                    List.of(),
                    List.of()));
        }
    }

    private static Map<String, Rejection.Detail> exceeded(String resource, long limit, long count) {
        return Map.of(
                "resource", new Rejection.Detail.Text(resource),
                "limit", new Rejection.Detail.Quantity(limit),
                "count", new Rejection.Detail.Quantity(count));
    }
}
