package net.voipbin.provisioning.domain;

import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.text.NamedId;

/** A field of a request that names another resource: empty, or the nil UUID, for none. */
public final class NamedReference {

    private NamedReference() {}

    /** What is wrong with the form of the id; whether such a resource lives is for {@link Invariants} to see. */
    public static Optional<Rejection> flaw(String field, String named) {
        return named.isEmpty() || NamedId.parse(named).isPresent()
                ? Optional.empty()
                : Optional.of(Rejection.ofField(Reason.REFERENCE_INVALID, field, field + " is not an id."));
    }

    /** What is named; of an id without a {@link #flaw}. */
    public static Optional<UUID> parse(String named) {
        return NamedId.parse(named).filter(id -> !id.equals(NamedId.NIL));
    }
}
