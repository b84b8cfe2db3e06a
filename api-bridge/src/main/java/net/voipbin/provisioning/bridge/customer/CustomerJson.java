package net.voipbin.provisioning.bridge.customer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.bridge.json.Words;
import net.voipbin.provisioning.contract.Customer;

/** A customer as the API shows it. */
public final class CustomerJson {

    private CustomerJson() {}

    /** Without the webhook secret; the terms that were agreed are for super admins. */
    public static ObjectNode of(Customer customer, Caller viewer) {
        return of(customer, viewer.superAdmin());
    }

    /** As the customer itself sees it, without the webhook secret. */
    public static ObjectNode ofOwn(Customer customer) {
        return of(customer, false);
    }

    private static ObjectNode of(Customer customer, boolean withTerms) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", customer.getId().toString())
                .put("name", customer.getName())
                .put("detail", customer.getDetail())
                .put("email", customer.getEmail())
                .put("phone_number", customer.getPhoneNumber())
                .put("address", customer.getAddress())
                .put("webhook_method", Words.optional(customer.getWebhookMethod()))
                .put("webhook_uri", customer.getWebhookUri())
                .put("billing_account_id", customer.getBillingAccountId().toString());
        ArrayNode permissions = json.putArray("permission_ids");
        customer.getPermissionIds().forEach(permission -> permissions.add(permission.name()));
        json.putObject("metadata").put("rtp_debug", customer.getMetadata().getRtpDebug());
        json.put("email_verified", customer.getEmailVerified())
                .put(
                        "identity_verification_status",
                        customer.getIdentityVerificationStatus().name())
                .put("status", customer.getStatus().name());
        if (withTerms) {
            json.put("terms_agreed_version", customer.getTermsAgreedVersion())
                    .put("terms_agreed_ip", customer.getTermsAgreedIp());
        }
        json.set("tm_deletion_scheduled", Times.json(customer.getTmDeletionScheduled()));
        return Times.putAll(json, customer.getTmCreate(), customer.getTmUpdate(), customer.getTmDelete());
    }
}
