package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.text.NamedId;

/** The field {@code tag_ids} of a request: a set, kept in the order in which its ids are first named. */
public final class TagIds {

    private static final String FIELD = "tag_ids";

    private TagIds() {}

    /** What is wrong with the form of the ids; whether such tags live is for {@link Invariants} to see. */
    public static Optional<Rejection> flaw(List<String> named) {
        return named.stream().allMatch(text -> wellFormed(text).isPresent())
                ? Optional.empty()
                : Optional.of(Rejection.ofField(Reason.INVALID_TAG_IDS, FIELD, FIELD + " holds what is no tag's id."));
    }

    /** Each id once; of ids without a {@link #flaw}. */
    public static List<UUID> parse(List<String> named) {
        return named.stream()
                .map(TagIds::wellFormed)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<UUID> wellFormed(String text) {
        return NamedId.parse(text).filter(id -> !id.equals(NamedId.NIL));
    }
}
