package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

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
        List<String> tagIds,
        List<Address> addresses,
        boolean guest)
        implements Resource {

    public enum RingMethod {
        RINGALL,
        LINEAR
    }

    public enum Status {
        AVAILABLE,
        AWAY,
        BUSY,
        OFFLINE,
        RINGING
    }

    /** Where an agent can be reached. Immutable. */
    public record Address(Type type, String target, String targetName, String name, String detail) {
        public enum Type {
            TEL,
            SIP,
            EXTENSION,
            AGENT,
            EMAIL
        }
    }

    public Agent {
        tagIds = List.copyOf(tagIds);
        addresses = List.copyOf(addresses);
    }

    /** A new agent without tags and addresses, not yet at work. */
    public static Agent create(
            UUID id,
            UUID customerId,
            Instant time,
            String username,
            String name,
            String detail,
            Permission permission) {
        return new Agent(
                id,
                customerId,
                Revision.first(time),
                username,
                name,
                detail,
                RingMethod.RINGALL,
                Status.OFFLINE,
                permission,
                List.of(),
                List.of(),
                false);
    }

    public Change created() {
        return new Change(EventType.AGENT_CREATED, this);
    }

    /** Deleted, and without anything that tells of a person. */
    public Change deleted(Instant time) {
        return new Change(
                EventType.AGENT_DELETED,
                new Agent(
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
                        guest));
    }
}
