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
        String name,
        String detail,
        RingMethod ringMethod,
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
            String name,
            String detail,
            RingMethod ringMethod,
            Permission permission,
            List<UUID> tagIds,
            List<Address> addresses) {
        return new Agent(
                id,
                customerId,
                Revision.first(time),
                username,
                name,
                detail,
                ringMethod,
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

    /** Another revision with its open fields. */
    public Agent with(String newName, String newDetail, RingMethod newRingMethod, Instant time) {
        return new Agent(
                id,
                customerId,
                revision.updated(time),
                username,
                newName,
                newDetail,
                newRingMethod,
                status,
                permission,
                tagIds,
                addresses,
                guest);
    }

    public Agent with(Status changed, Instant time) {
        return changed(changed, permission, tagIds, addresses, time);
    }

    public Agent with(Permission changed, Instant time) {
        return changed(status, changed, tagIds, addresses, time);
    }

    public Agent withTagIds(List<UUID> changed, Instant time) {
        return changed(status, permission, changed, addresses, time);
    }

    public Agent withAddresses(List<Address> changed, Instant time) {
        return changed(status, permission, tagIds, changed, time);
    }

    /** Its next revision, in which only a secret is another. */
    public Agent touched(Instant time) {
        return changed(status, permission, tagIds, addresses, time);
    }

    @Override
    public Agent without(UUID referred, Instant time) {
        return withTagIds(tagIds.stream().filter(tag -> !tag.equals(referred)).toList(), time);
    }

    private Agent changed(
            Status newStatus,
            Permission newPermission,
            List<UUID> newTagIds,
            List<Address> newAddresses,
            Instant time) {
        return new Agent(
                id,
                customerId,
                revision.updated(time),
                username,
                name,
                detail,
                ringMethod,
                newStatus,
                newPermission,
                newTagIds,
                newAddresses,
                guest);
    }

    public Agent deleted(Instant time) {
        return new Agent(
                id,
                customerId,
                revision.deleted(time),
                username,
                name,
                detail,
                ringMethod,
                Status.OFFLINE,
                permission,
                tagIds,
                addresses,
                guest);
    }

    @Override
    public Agent ended(Instant time) {
        return new Agent(
                id,
                customerId,
                revision.deleted(time),
                Erasure.email(id),
                Erasure.name(id),
                "",
                ringMethod,
                Status.OFFLINE,
                permission,
                List.of(),
                List.of(),
                guest);
    }
}
