package net.voipbin.provisioning.domain.billing;

import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** The month's tokens, once a period; fulfilled where none are due, as on a frozen account. */
public record TopUpTokens() implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return OwnAccount.changeByPlatform(
                situation,
                account -> due(situation, account)
                        ? Decision.Applied.of(Change.of(
                                Happening.BALANCE_UPDATED,
                                account,
                                account.toppedUp(situation.time()),
                                situation.time()))
                        : Decision.Applied.fulfilled(account));
    }

    private static boolean due(Situation situation, BillingAccount account) {
        return account.timers(situation.periods()).stream()
                .anyMatch(timer -> !situation.time().isBefore(timer.due()));
    }
}
