package net.voipbin.provisioning.bridge.customer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.bridge.json.CanonicalJson;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.resource.LockedFields;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.UpdateCustomer;

/** Bodies of customer requests as the commands that they ask for; only their form is checked here. Thread-safe. */
final class CustomerForms {

    private static final LockedFields LOCKED = LockedFields.of(CustomerJson.FORM, UpdateCustomer.getClassSchema());
    private static final String WEBHOOK_SECRET = "webhook_secret";

    private final WebhookSecret secret;

    CustomerForms(WebhookSecret secret) {
        this.secret = secret;
    }

    static CreateCustomer create(Form form) {
        return CreateCustomer.newBuilder()
                .setName(form.text("name").orElse(""))
                .setDetail(form.text("detail").orElse(""))
                .setEmail(form.required("email", form::text))
                .setPhoneNumber(form.text("phone_number").orElse(""))
                .setAddress(form.text("address").orElse(""))
                .setWebhookMethod(form.text("webhook_method").orElse(""))
                .setWebhookUri(form.text("webhook_uri").orElse(""))
                .build();
    }

    UpdateCustomer update(UUID customerId, Form form) {
        return UpdateCustomer.newBuilder()
                .setName(form.text("name").orElse(null))
                .setDetail(form.text("detail").orElse(null))
                .setEmail(form.text("email").orElse(null))
                .setPhoneNumber(form.text("phone_number").orElse(null))
                .setAddress(form.text("address").orElse(null))
                .setWebhookMethod(form.text("webhook_method").orElse(null))
                .setWebhookUri(form.text("webhook_uri").orElse(null))
                .setPermissionIds(form.texts("permission_ids").orElse(null))
                .setLocked(locked(customerId, form))
                .build();
    }

    /** The locked fields that the body names; the provisioner compares them with what it has. */
    private Map<String, String> locked(UUID customerId, Form form) {
        Map<String, String> locked = LOCKED.in(form);
        form.find(WEBHOOK_SECRET)
                .filter(value -> !right(customerId, value))
                // Named so that it is refused with the others; the guess itself is nobody's business.
                .ifPresent(value -> locked.put(WEBHOOK_SECRET, CanonicalJson.NULL));
        return locked;
    }

    private boolean right(UUID customerId, JsonNode value) {
        return value.isTextual() && secret.matches(customerId, value);
    }
}
