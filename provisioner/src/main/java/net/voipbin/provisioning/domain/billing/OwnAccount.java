package net.voipbin.provisioning.domain.billing;

import java.util.function.Function;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Situation;

/** The way to the customer's one billing account. */
final class OwnAccount {

    private OwnAccount() {}

    /** Decides about it, for actors with one of the permission bits. */
    static Decision.Final change(Situation situation, int wanted, Function<BillingAccount, Decision.Final> rule) {
        return Access.to(situation, wanted, BillingAccount.class, BillingAccount.idOf(situation.customerId()), rule);
    }

    /** Decides about it, for the platform alone: a tenant learns nothing else. */
    static Decision.Final changeByPlatform(Situation situation, Function<BillingAccount, Decision.Final> rule) {
        return Authority.requirePlatform(situation)
                .map(Rejection::decision)
                .orElseGet(() -> change(situation, Permission.SUPER_ADMIN, rule));
    }
}
