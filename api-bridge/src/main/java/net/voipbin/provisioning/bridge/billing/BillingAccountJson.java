package net.voipbin.provisioning.bridge.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.resource.JsonForm;
import net.voipbin.provisioning.contract.BillingAccount;

/** A billing account as the API shows it. */
public final class BillingAccountJson {

    static final JsonForm FORM = JsonForm.of(BillingAccount.getClassSchema());

    private static final Set<String> FOR_SUPER_ADMINS = Set.of("status");

    private BillingAccountJson() {}

    /** The account as the viewer may see it: its status is for super admins. */
    public static ObjectNode of(BillingAccount account, Caller viewer) {
        return FORM.json(account, viewer.superAdmin() ? Set.of() : FOR_SUPER_ADMINS);
    }
}
