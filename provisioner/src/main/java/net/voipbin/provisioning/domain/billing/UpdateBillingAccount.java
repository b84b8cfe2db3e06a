package net.voipbin.provisioning.domain.billing;

import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.LockedFields;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * Changes the open fields of the customer's one account that it names and leaves the others.
 *
 * @param locked locked fields that the request named, by JSON name, as canonical JSON
 */
public record UpdateBillingAccount(Optional<String> name, Optional<String> detail, Map<String, String> locked)
        implements Request {

    public UpdateBillingAccount {
        locked = Map.copyOf(locked);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return OwnAccount.change(
                situation,
                Permission.CUSTOMER_ADMIN,
                account -> flaw().or(() -> LockedFields.refusal(account, locked))
                        .map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.updated(
                                situation, account, account.with(changed(account.profile())))));
    }

    private BillingAccount.Profile changed(BillingAccount.Profile present) {
        return new BillingAccount.Profile(name.orElse(present.name()), detail.orElse(present.detail()));
    }

    private Optional<Rejection> flaw() {
        return Field.firstFlaw(
                name.flatMap(text -> Field.text("name", text, Field.MAX_NAME)),
                detail.flatMap(text -> Field.text("detail", text, Field.MAX_DETAIL)));
    }
}
