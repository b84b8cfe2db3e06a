package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A skill or department: what joins agents to queues. Immutable. */
public record Tag(UUID id, UUID customerId, Revision revision, String name, String detail) implements Resource {

    /** What is wrong with the fields of a request. */
    public static Optional<Rejection> flaw(String name, String detail) {
        return name.isEmpty()
                ? Field.invalid("name", "is empty.")
                : Field.firstFlaw(
                        Field.text("name", name, Field.MAX_NAME), Field.text("detail", detail, Field.MAX_DETAIL));
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return List.of(new UniqueKey(Reason.TAG_ALREADY_EXISTS, name));
    }

    @Override
    public Map<String, Locked> lockedFields() {
        return LockedFields.of(this, Map.of());
    }

    public Tag with(String newName, String newDetail, Instant time) {
        return new Tag(id, customerId, revision.updated(time), newName, newDetail);
    }

    public Tag deleted(Instant time) {
        return new Tag(id, customerId, revision.deleted(time), name, detail);
    }

    @Override
    public Tag ended(Instant time) {
        return new Tag(id, customerId, revision.deleted(time), "", "");
    }
}
