package net.voipbin.provisioning.domain;

import java.util.ArrayList;
import java.util.List;

/** What becomes of a command. Immutable. */
public sealed interface Decision {

    /** A decision that stands: the command is carried out or refused. */
    sealed interface Final extends Decision {}

    /**
     * It is carried out, or was fulfilled already.
     *
     * @param subject the resource that the command is about, after it
     * @param changes all of one atomic change, in the order of their events; none where nothing was left to do
     * @param credentials secrets that are set or removed with it
     * @param mails what goes out with it
     */
    record Applied(Resource subject, List<Change> changes, List<CredentialChange> credentials, List<Mail> mails)
            implements Final {
        public Applied {
            changes = List.copyOf(changes);
            credentials = List.copyOf(credentials);
            mails = List.copyOf(mails);
        }

        /** A command that asks for what is so already: no change, no event. */
        public static Applied fulfilled(Resource subject) {
            return new Applied(subject, List.of(), List.of(), List.of());
        }

        /** A decision with these changes, of which the first is about the command's subject. */
        public static Applied of(List<Change> changes) {
            return new Applied(changes.getFirst().after(), changes, List.of(), List.of());
        }

        public static Applied of(Change change) {
            return of(List.of(change));
        }

        /** The resource with its new state, or fulfilled where the command asks for the state that it has. */
        public static Applied updated(Situation situation, Resource before, Resource after) {
            return updated(Happening.UPDATED, situation, before, after);
        }

        /** An update that consumers know as something of its own; fulfilled where nothing would differ. */
        public static Applied updated(Happening happening, Situation situation, Resource before, Resource after) {
            return after.equals(before) ? fulfilled(before) : of(Change.of(happening, before, after, situation.time()));
        }

        /** The end of a resource. */
        public static Applied deleted(Situation situation, Resource before, Resource after) {
            return of(Change.deleted(before, after, situation.time()));
        }

        /** Values that become free with the change. */
        public List<Claim> released() {
            return changes.stream()
                    .flatMap(change -> change.lost(Resource::claims).stream())
                    .toList();
        }

        /** The same decision, which also removes the secrets of every resource that it ends. */
        public Applied withRemovedCredentials() {
            List<CredentialChange> all = new ArrayList<>(credentials);
            changes.stream()
                    .map(Change::after)
                    .filter(resource -> !resource.live() && resource.type().hasCredential())
                    .forEach(resource -> all.add(CredentialChange.of(resource, new Credential.Removed())));
            return new Applied(subject, changes, all, mails);
        }
    }

    /** The command is refused and has no effect. */
    record Rejected(Rejection rejection) implements Final {}

    /** The command can be decided only once these claims are answered. */
    record Claiming(List<Claim> claims) implements Decision {
        public Claiming {
            claims = List.copyOf(claims);
            if (claims.isEmpty()) {
                throw new IllegalArgumentException("a command that asks for no claim can be decided");
            }
        }
    }
}
