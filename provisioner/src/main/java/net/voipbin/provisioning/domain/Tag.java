package net.voipbin.provisioning.domain;

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

    @Override
    public Tag withRevision(Revision other) {
        return new Tag(id, customerId, other, name, detail);
    }

    public Tag with(String newName, String newDetail) {
        return new Tag(id, customerId, revision, newName, newDetail);
    }

    @Override
    public Tag ended() {
        return with("", "");
    }
}
