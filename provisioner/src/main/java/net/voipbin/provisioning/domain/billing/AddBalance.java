package net.voipbin.provisioning.domain.billing;

import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * More credit, given by the platform.
 *
 * @param amount in millionths of a US dollar
 */
public record AddBalance(long amount) implements Request {

    private static final String FIELD = "balance";

    @Override
    public Decision.Final decide(Situation situation) {
        return OwnAccount.changeByPlatform(
                situation,
                account -> Credit.flaw(FIELD, amount)
                        .map(Rejection::decision)
                        .orElseGet(
                                () -> amount == 0 ? Decision.Applied.fulfilled(account) : added(situation, account)));
    }

    private Decision.Final added(Situation situation, BillingAccount account) {
        return Credit.added(account, amount, situation.time())
                .<Decision.Final>map(Decision.Applied::of)
                .orElseGet(() -> Rejection.ofField(
                                Reason.INVALID_ARGUMENT,
                                FIELD,
                                FIELD + " brings the credit beyond what can be counted.")
                        .decision());
    }
}
