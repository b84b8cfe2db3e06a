package net.voipbin.provisioning.domain.billing;

import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * Less credit, taken by the platform: never more than there is.
 *
 * @param amount in millionths of a US dollar
 */
public record SubtractBalance(long amount) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return OwnAccount.changeByPlatform(
                situation,
                account -> Credit.flaw("balance", amount)
                        .map(Rejection::decision)
                        .orElseGet(() ->
                                amount == 0 ? Decision.Applied.fulfilled(account) : subtracted(situation, account)));
    }

    private Decision.Final subtracted(Situation situation, BillingAccount account) {
        return Credit.taken(account, amount, situation.time())
                .<Decision.Final>map(Decision.Applied::of)
                .orElseGet(() -> Credit.insufficient().decision());
    }
}
