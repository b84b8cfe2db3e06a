package net.voipbin.provisioning.bridge.billing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.bridge.json.Words;
import net.voipbin.provisioning.contract.BillingAccount;

/** A billing account as the API shows it. */
public final class BillingAccountJson {

    private BillingAccountJson() {}

    /** The status is for super admins. */
    public static ObjectNode of(BillingAccount account, Caller viewer) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", account.getId().toString())
                .put("customer_id", account.getCustomerId().toString())
                .put("name", account.getName())
                .put("detail", account.getDetail())
                .put("plan_type", account.getPlanType().name())
                .put("plan_status", account.getPlanStatus().name())
                .put("balance_credit", account.getBalanceCredit())
                .put("balance_token", account.getBalanceToken())
                .put("payment_type", Words.optional(account.getPaymentType()))
                .put(
                        "payment_method",
                        Words.optional(account.getPaymentMethod()).replace('_', ' '));
        if (viewer.superAdmin()) {
            json.put("status", account.getStatus().name());
        }
        json.set("tm_last_topup", Times.json(account.getTmLastTopup()));
        json.set("tm_next_topup", Times.json(account.getTmNextTopup()));
        return Times.putAll(json, account.getTmCreate(), account.getTmUpdate(), account.getTmDelete());
    }
}
