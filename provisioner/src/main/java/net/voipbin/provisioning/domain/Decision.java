package net.voipbin.provisioning.domain;

import java.util.List;

/** What becomes of a command. Immutable. */
public sealed interface Decision {

    /**
     * It is carried out, or was fulfilled already.
     *
     * @param subject the resource that the command is about, after it
     * @param changes all of one atomic change, in the order of their events; none where nothing was left to do
     * @param released claims whose values become free with the change
     */
    record Applied(Resource subject, List<Change> changes, List<Claim> released) implements Decision {
        public Applied {
            changes = List.copyOf(changes);
            released = List.copyOf(released);
        }

        /** Nothing was left to do. */
        public static Applied fulfilled(Resource subject) {
            return new Applied(subject, List.of(), List.of());
        }
    }

    /** It is refused and has no effect. */
    record Rejected(Rejection rejection) implements Decision {}

    /** It can be decided only when these claims are answered. */
    record Claiming(List<Claim> claims) implements Decision {
        public Claiming {
            claims = List.copyOf(claims);
        }
    }
}
