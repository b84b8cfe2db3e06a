package net.voipbin.provisioning.domain.billing;

import java.time.Instant;
import java.util.Optional;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;

/** Movements of an account's credit, which never goes below zero. Amounts are 0 or more, in millionths of a US dollar. */
public final class Credit {

    private Credit() {}

    /** Empty where the sum would be more than can be counted. */
    static Optional<Change> added(BillingAccount account, long amount, Instant time) {
        return amount > Long.MAX_VALUE - account.balanceCredit()
                ? Optional.empty()
                : Optional.of(moved(account, account.balanceCredit() + amount, time));
    }

    /** Empty where the account has less. */
    public static Optional<Change> taken(BillingAccount account, long amount, Instant time) {
        return amount > account.balanceCredit()
                ? Optional.empty()
                : Optional.of(moved(account, account.balanceCredit() - amount, time));
    }

    public static Rejection insufficient() {
        return Rejection.of(Reason.INSUFFICIENT_BALANCE, "The account has not enough credit.");
    }

    /** The flaw of an amount that a request names. */
    static Optional<Rejection> flaw(String field, long amount) {
        return amount < 0 ? Field.invalid(field, "is below zero.") : Optional.empty();
    }

    private static Change moved(BillingAccount account, long balance, Instant time) {
        return Change.of(Happening.BALANCE_UPDATED, account, account.withCredit(balance), time);
    }
}
