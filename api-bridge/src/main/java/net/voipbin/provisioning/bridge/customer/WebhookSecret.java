package net.voipbin.provisioning.bridge.customer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.hash.SecretText;
import net.voipbin.provisioning.contract.Customer;

/** The secret of a customer's webhooks: it follows from the bridges' key and the customer id, so nothing stores it. Thread-safe. */
public final class WebhookSecret {

    private final KeyedHash hash;

    public WebhookSecret(KeyedHash hash) {
        this.hash = hash;
    }

    /** The customer's secret, of 32 characters; empty for a deleted customer. */
    public String of(Customer customer) {
        return customer.getTmDelete() == null ? of(customer.getId()) : "";
    }

    /** Whether the JSON value is the live customer's secret; takes the same time whatever it is. */
    public boolean matches(UUID customerId, JsonNode json) {
        return MessageDigest.isEqual(
                of(customerId).getBytes(StandardCharsets.US_ASCII),
                json.asText().getBytes(StandardCharsets.UTF_8));
    }

    private String of(UUID customerId) {
        return SecretText.of(hash.of("webhook-secret", customerId.toString()));
    }
}
