package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.UUID;

/** What becomes of the resources that refer to one that goes: in the same change they refer to it no more. */
public final class ClearedReferences {

    private ClearedReferences() {}

    /** One change for each live resource that refers to it, but for itself; to follow behind its own. */
    public static List<Change> changes(Situation situation, UUID gone) {
        return situation.tenant().referrers(gone).stream()
                .filter(referring -> !referring.id().equals(gone))
                .map(referring -> Change.updated(referring, referring.without(gone), situation.time()))
                .toList();
    }
}
