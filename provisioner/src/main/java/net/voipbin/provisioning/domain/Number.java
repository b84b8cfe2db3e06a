package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A phone number that a customer holds. Immutable.
 *
 * @param number in E.164
 * @param tmPurchase when it was taken
 * @param tmRenew when it was last renewed
 */
@SuppressWarnings("JavaLangClash") // The domain's own word.
public record Number(
        UUID id,
        UUID customerId,
        Revision revision,
        String number,
        NumberType numberType,
        Profile profile,
        Metadata metadata,
        Instant tmPurchase,
        Optional<Instant> tmRenew)
        implements Referring {

    /** What a normal number costs, at purchase and at each renewal, in millionths of a US dollar. */
    public static final long PRICE = 5_000_000;

    public enum NumberType {
        NORMAL,
        VIRTUAL
    }

    /**
     * The fields that an update may change; all others are locked. Immutable.
     *
     * @param callFlowId what incoming calls go through; empty for nothing
     * @param messageFlowId what incoming messages go through; empty for nothing
     */
    public record Profile(String name, String detail, Optional<UUID> callFlowId, Optional<UUID> messageFlowId) {}

    @Override
    public List<Claim> claims() {
        return List.of(Claim.number(number, id));
    }

    @Override
    public List<Reference> references() {
        return Stream.concat(
                        profile.callFlowId().map(flow -> new Reference(Type.FLOW, flow, "call_flow_id")).stream(),
                        profile.messageFlowId().map(flow -> new Reference(Type.FLOW, flow, "message_flow_id")).stream())
                .toList();
    }

    @Override
    public List<Quota> quotas() {
        return switch (numberType) {
            case NORMAL -> List.of();
            case VIRTUAL -> List.of(Quota.VIRTUAL_NUMBERS);
        };
    }

    @Override
    public Map<String, Locked> lockedFields() {
        return LockedFields.of(
                this,
                Map.of(
                        "number", new Locked.Text(number),
                        "type", Locked.word(numberType),
                        "status", new Locked.Text(live() ? "active" : "deleted"),
                        "t38_enabled", new Locked.Flag(false),
                        "emergency_enabled", new Locked.Flag(false),
                        "metadata", new Locked.Metadata(metadata.rtpDebug()),
                        "tm_purchase", new Locked.Time(Optional.of(tmPurchase)),
                        "tm_renew", new Locked.Time(tmRenew)));
    }

    @Override
    public Number withRevision(Revision other) {
        return changed(other, profile, metadata, tmRenew);
    }

    public Number with(Profile changed) {
        return changed(revision, changed, metadata, tmRenew);
    }

    public Number with(Metadata changed) {
        return changed(revision, profile, changed, tmRenew);
    }

    public Number renewed(Instant time) {
        return changed(revision, profile, metadata, Optional.of(time));
    }

    @Override
    public Number without(UUID referred) {
        return with(new Profile(
                profile.name(),
                profile.detail(),
                profile.callFlowId().filter(flow -> !flow.equals(referred)),
                profile.messageFlowId().filter(flow -> !flow.equals(referred))));
    }

    /** The number itself stays: the carrier must know which one is free. */
    @Override
    public Number ended() {
        return with(new Profile("", "", Optional.empty(), Optional.empty()));
    }

    private Number changed(
            Revision newRevision, Profile newProfile, Metadata newMetadata, Optional<Instant> newTmRenew) {
        return new Number(
                id, customerId, newRevision, number, numberType, newProfile, newMetadata, tmPurchase, newTmRenew);
    }
}
