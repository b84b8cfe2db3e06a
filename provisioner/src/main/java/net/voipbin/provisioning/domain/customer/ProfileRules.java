package net.voipbin.provisioning.domain.customer;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.WebhookMethod;

/** What the open fields of a customer may hold. */
final class ProfileRules {

    private static final int MAX_ADDRESS = 1_024;

    private ProfileRules() {}

    static Optional<Rejection> firstFlaw(
            String name, String detail, String email, String phoneNumber, String address, String webhookUri) {
        return Field.firstFlaw(
                Field.text("name", name, Field.MAX_NAME),
                Field.text("detail", detail, Field.MAX_DETAIL),
                Field.email("email", email),
                Field.phoneNumber("phone_number", phoneNumber),
                Field.text("address", address, MAX_ADDRESS),
                Field.httpUri("webhook_uri", webhookUri));
    }

    static Optional<Rejection> webhookMethodFlaw(String webhookMethod) {
        return webhookMethod.isEmpty() || WebhookMethod.named(webhookMethod).isPresent()
                ? Optional.empty()
                : Field.invalid("webhook_method", "is none of POST, GET, PUT, DELETE and the empty string.");
    }

    static Optional<Rejection> permissionIdsFlaw(List<String> permissionIds) {
        if (permissionIds.isEmpty()) {
            return Field.invalid("permission_ids", "is empty.");
        }
        if (new HashSet<>(permissionIds).size() < permissionIds.size()) {
            return Field.invalid("permission_ids", "names a permission twice.");
        }
        return permissionIds.stream().anyMatch(id -> DefaultPermission.named(id).isEmpty())
                ? Field.invalid("permission_ids", "names an unknown permission.")
                : Optional.empty();
    }
}
