package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.text.CanonicalJson;
import net.voipbin.provisioning.domain.text.Words;

/** A user of a customer who handles calls and messages. Immutable. */
public record Agent(
        UUID id,
        UUID customerId,
        Revision revision,
        String username,
        Profile profile,
        Status status,
        Permission permission,
        List<UUID> tagIds,
        List<Address> addresses,
        boolean guest)
        implements Referring {

    public enum RingMethod {
        RINGALL,
        LINEAR;

        /** Empty where it is none of them. */
        public static Optional<RingMethod> named(String text) {
            return Words.find(values(), Words::of, text);
        }
    }

    public enum Status {
        AVAILABLE,
        AWAY,
        BUSY,
        OFFLINE,
        RINGING;

        /** Empty where it is none of them. */
        public static Optional<Status> named(String text) {
            return Words.find(values(), Words::of, text);
        }
    }

    /** The fields that a plain update may change; all others are locked. Immutable. */
    public record Profile(String name, String detail, RingMethod ringMethod) {}

    public Agent {
        tagIds = List.copyOf(tagIds);
        addresses = List.copyOf(addresses);
    }

    /** A new agent, not yet at work. */
    public static Agent create(
            UUID id,
            UUID customerId,
            Instant time,
            String username,
            Profile profile,
            Permission permission,
            List<UUID> tagIds,
            List<Address> addresses) {
        return new Agent(
                id,
                customerId,
                Revision.first(time),
                username,
                profile,
                Status.OFFLINE,
                permission,
                tagIds,
                addresses,
                false);
    }

    /** A guest's name is its customer's id: nobody else can have it. */
    @Override
    public List<Claim> claims() {
        return guest ? List.of() : List.of(Claim.agentUsername(username, id));
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return addresses.stream().map(Address::uniqueKey).toList();
    }

    @Override
    public List<Reference> references() {
        return tagIds.stream()
                .map(tag -> new Reference(Type.TAG, tag, "tag_ids"))
                .toList();
    }

    @Override
    public List<Quota> quotas() {
        return List.of(Quota.AGENTS);
    }

    @Override
    public Map<String, Locked> lockedFields() {
        return LockedFields.of(
                this,
                Map.of(
                        "username", new Locked.Text(username),
                        "status", Locked.word(status),
                        "permission", new Locked.Whole(permission.mask()),
                        "tag_ids",
                                new Locked.Ids(
                                        tagIds.stream().map(UUID::toString).toList()),
                        "addresses",
                                new Locked.Json(CanonicalJson.array(addresses.stream()
                                        .map(Address::canonicalJson)
                                        .toList())),
                        "guest", new Locked.Flag(guest),
                        "password", new Locked.Secret()));
    }

    @Override
    public Agent withRevision(Revision other) {
        return changed(other, username, profile, status, permission, tagIds, addresses);
    }

    public Agent with(Profile changed) {
        return changed(revision, username, changed, status, permission, tagIds, addresses);
    }

    public Agent with(Status changed) {
        return changed(revision, username, profile, changed, permission, tagIds, addresses);
    }

    public Agent with(Permission changed) {
        return changed(revision, username, profile, status, changed, tagIds, addresses);
    }

    public Agent withTagIds(List<UUID> changed) {
        return changed(revision, username, profile, status, permission, changed, addresses);
    }

    public Agent withAddresses(List<Address> changed) {
        return changed(revision, username, profile, status, permission, tagIds, changed);
    }

    @Override
    public Agent without(UUID referred) {
        return withTagIds(tagIds.stream().filter(tag -> !tag.equals(referred)).toList());
    }

    @Override
    public Agent ended() {
        return changed(
                revision,
                Erasure.email(id),
                new Profile(Erasure.name(id), "", profile.ringMethod()),
                Status.OFFLINE,
                permission,
                List.of(),
                List.of());
    }

    private Agent changed(
            Revision newRevision,
            String newUsername,
            Profile newProfile,
            Status newStatus,
            Permission newPermission,
            List<UUID> newTagIds,
            List<Address> newAddresses) {
        return new Agent(
                id,
                customerId,
                newRevision,
                newUsername,
                newProfile,
                newStatus,
                newPermission,
                newTagIds,
                newAddresses,
                guest);
    }
}
