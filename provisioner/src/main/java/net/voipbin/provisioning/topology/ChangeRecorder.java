package net.voipbin.provisioning.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ClaimAction;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.EmailVerification;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.Timer;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Periods;
import net.voipbin.provisioning.domain.Quota;
import net.voipbin.provisioning.domain.Reference;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Tenant.Place;
import net.voipbin.provisioning.domain.UniqueKey;
import net.voipbin.provisioning.topology.store.TenantStores;
import net.voipbin.provisioning.translation.ResourceTranslation;

/**
 * Writes what a decision brings about: the resources with their index and timers into the stores, the events, secrets,
 * mails and releases to their topics. Not thread-safe.
 */
record ChangeRecorder(
        TenantStores stores,
        Outputs outputs,
        HashedClaims hashedClaims,
        HashedUniqueKeys hashedUniqueKeys,
        Periods periods) {

    /** The command that a change follows from, and the time of the change. */
    record Cause(UUID customerId, UUID commandId, Actor actor, Instant time) {}

    /** Only computes: if this fails, nothing has happened yet. */
    PreparedChange prepare(Cause cause, TenantState state, Decision.Applied applied) {
        long changeSeq = state.getChangeSeq() + (applied.changes().isEmpty() ? 0 : 1);
        Set<UUID> withSecrets =
                applied.credentials().stream().map(CredentialChange::resourceId).collect(Collectors.toSet());
        List<PreparedChange.Event> events = new ArrayList<>(applied.changes().size());
        for (Change change : applied.changes()) {
            events.add(new PreparedChange.Event(
                    change,
                    ResourceEvent.newBuilder()
                            .setType(change.eventType())
                            .setCustomerId(cause.customerId())
                            .setChangeSeq(changeSeq)
                            .setIndex(events.size())
                            .setSize(applied.changes().size())
                            .setTime(cause.time())
                            .setCommandId(cause.commandId())
                            .setActor(cause.actor())
                            .setCredential(withSecrets.contains(change.after().id()))
                            .setResource(ResourceTranslation.toContract(change.after()))
                            .build()));
        }
        return new PreparedChange(
                changeSeq,
                events,
                applied.credentials().stream()
                        .map(secret -> credential(cause, changeSeq, secret))
                        .toList(),
                applied.mails().stream()
                        .map(mail -> MailRequest.newBuilder()
                                .setCustomerId(cause.customerId())
                                .setCommandId(cause.commandId())
                                .setTime(cause.time())
                                .setEmailVerification(new EmailVerification(mail.email(), mail.token()))
                                .build())
                        .toList(),
                applied.released());
    }

    /** The customer's state after the change. */
    TenantState write(Cause cause, TenantState state, PreparedChange prepared, IncomingRecord origin) {
        prepared.released()
                .forEach(claim -> outputs.claim(
                        hashedClaims.of(claim),
                        new ClaimRequest(ClaimAction.RELEASE, cause.customerId(), claim.holderId(), cause.commandId()),
                        origin));
        if (prepared.events().isEmpty()) {
            return state;
        }
        // Secrets first, so that who reads of a resource finds what authenticates it.
        prepared.credentials().forEach(secret -> outputs.credential(secret.subject(), secret.published(), origin));
        Map<String, Long> counts = new HashMap<>(state.getCounts());
        List<Timer> timers = new ArrayList<>(state.getTimers());
        // Of all first: a value may go from one resource to another in the same change.
        prepared.events().forEach(event -> unindex(cause.customerId(), event.change()));
        for (PreparedChange.Event event : prepared.events()) {
            Change change = event.change();
            store(cause.customerId(), change.after(), event.published().getResource());
            index(cause.customerId(), change);
            count(counts, change);
            arm(cause.customerId(), timers, change);
            outputs.event(event.published(), subject(change.after()), origin);
        }
        prepared.events().stream()
                .map(event -> event.change().after())
                .filter(resource -> !kept(resource))
                .forEach(resource -> outputs.tombstone(cause.customerId(), subject(resource), origin));
        prepared.mails().forEach(mail -> outputs.mail(mail, origin));
        // Not by a builder, which copies all of the former state first.
        return new TenantState(
                prepared.changeSeq(),
                cause.time(),
                state.getMailboxFirst(),
                state.getMailboxNext(),
                state.getAskedClaims(),
                counts,
                timers,
                state.getCascade());
    }

    /** Type and id, as the event topic names a resource within its customer. */
    private static String subject(Resource resource) {
        return subject(resource.type(), resource.id());
    }

    private static String subject(Resource.Type type, UUID id) {
        return type.published() + "/" + id;
    }

    /** Only a deleted customer stays known; other deleted resources are found no more. */
    private static boolean kept(Resource resource) {
        return resource.live() || resource instanceof Customer;
    }

    private static PreparedChange.KeyedCredential credential(Cause cause, long changeSeq, CredentialChange secret) {
        var published = net.voipbin.provisioning.contract.Credential.newBuilder()
                .setCustomerId(cause.customerId())
                .setResourceId(secret.resourceId())
                .setChangeSeq(changeSeq);
        switch (secret.credential()) {
            case Credential.PasswordHash password -> published.setPasswordHash(password.encoded());
            case Credential.TokenHash token ->
                published.setTokenHash(ByteBuffer.wrap(HexFormat.of().parseHex(token.hex())));
            case Credential.Removed removed -> {}
        }
        return new PreparedChange.KeyedCredential(subject(secret.type(), secret.resourceId()), published.build());
    }

    private void store(UUID customerId, Resource after, net.voipbin.provisioning.contract.Resource published) {
        stores.resources().put(customerId, after.type(), after.id(), kept(after) ? published : null);
    }

    private void unindex(UUID customerId, Change change) {
        for (UniqueKey key : change.lost(Resource::uniqueKeys)) {
            stores.index().removeHolder(customerId, hashedUniqueKeys.of(key));
        }
        referred(change.lost(Resource::references))
                .forEach(referred -> stores.index().removeReference(customerId, referred, Place.of(change.after())));
    }

    private void index(UUID customerId, Change change) {
        Place place = Place.of(change.after());
        for (UniqueKey key : change.gained(Resource::uniqueKeys)) {
            stores.index().putHolder(customerId, hashedUniqueKeys.of(key), place.id());
        }
        // Of two fields that name the same, one may be left.
        referred(change.after().live() ? change.after().references() : List.of())
                .forEach(referred -> stores.index().putReference(customerId, referred, place));
    }

    private static Set<UUID> referred(List<Reference> references) {
        return references.stream().map(Reference::id).collect(Collectors.toSet());
    }

    private static void count(Map<String, Long> counts, Change change) {
        for (Quota quota : change.gained(Resource::quotas)) {
            counts.merge(quota.published(), 1L, Long::sum);
        }
        for (Quota quota : change.lost(Resource::quotas)) {
            counts.merge(quota.published(), -1L, Long::sum);
        }
    }

    private void arm(UUID customerId, List<Timer> timers, Change change) {
        for (var lost : change.lost(resource -> resource.timers(periods))) {
            timers.removeIf(timer -> {
                boolean over = timer.getKind().equals(lost.kind().name());
                if (over) {
                    stores.timers().remove(timer.getFires().toEpochMilli(), customerId, lost.kind());
                }
                return over;
            });
        }
        for (var gained : change.gained(resource -> resource.timers(periods))) {
            // The schedule counts whole milliseconds: never early.
            Instant fires = Instant.ofEpochMilli(gained.due().plusMillis(1).toEpochMilli());
            timers.add(new Timer(gained.kind().name(), gained.due(), fires));
            stores.timers().put(fires.toEpochMilli(), customerId, gained.kind());
        }
    }
}
