package net.voipbin.provisioning.domain.billing;

import java.util.Optional;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.PlanType;
import net.voipbin.provisioning.domain.Quota;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Tenant;

/** Another plan, which what the customer has at present must fit; tokens change with the next top-up. */
public record UpdatePlanType(String planType) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return OwnAccount.changeByPlatform(
                situation,
                account -> PlanType.named(planType)
                        .map(plan -> changed(situation, account, plan))
                        .orElseGet(() -> unknown().decision()));
    }

    private static Decision.Final changed(Situation situation, BillingAccount account, PlanType plan) {
        if (plan == account.planType()) {
            return Decision.Applied.fulfilled(account);
        }
        return exceeded(situation.tenant(), plan)
                .map(Rejection::decision)
                .orElseGet(
                        () -> Decision.Applied.updated(Happening.PLAN_UPDATED, situation, account, account.with(plan)));
    }

    private static Optional<Rejection> exceeded(Tenant tenant, PlanType plan) {
        return Stream.of(Quota.values())
                .filter(quota -> quota.exceededBy(tenant.count(quota), plan))
                .findFirst()
                .map(quota -> quota.refusal(plan, tenant.count(quota)));
    }

    private static Rejection unknown() {
        return Rejection.ofField(
                Reason.INVALID_ARGUMENT, "plan_type", "plan_type is none of free, basic, professional, unlimited.");
    }
}
