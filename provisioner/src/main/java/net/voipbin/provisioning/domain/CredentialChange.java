package net.voipbin.provisioning.domain;

import java.util.UUID;

/** A resource's secret is set, replaced or removed. Immutable. */
public record CredentialChange(Resource.Type type, UUID resourceId, Credential credential) {

    public static CredentialChange of(Resource resource, Credential credential) {
        return new CredentialChange(resource.type(), resource.id(), credential);
    }
}
