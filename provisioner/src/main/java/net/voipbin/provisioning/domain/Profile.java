package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The fields of a customer that an update may change; all others are locked. Immutable. */
public record Profile(
        String name,
        String detail,
        String email,
        String phoneNumber,
        String address,
        Optional<WebhookMethod> webhookMethod,
        String webhookUri,
        List<DefaultPermission> permissionIds) {

    public Profile {
        permissionIds = List.copyOf(permissionIds);
    }

    /** What remains of a deleted customer's: nothing that tells of a person. */
    static Profile erased(UUID customerId, Profile profile) {
        return new Profile(
                Erasure.name(customerId),
                "",
                Erasure.email(customerId),
                "",
                "",
                profile.webhookMethod,
                "",
                profile.permissionIds);
    }
}
