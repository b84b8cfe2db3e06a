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
        Optional<UUID> callFlowId,
        Optional<UUID> messageFlowId,
        String name,
        String detail,
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

    @Override
    public List<Claim> claims() {
        return List.of(Claim.number(number, id));
    }

    @Override
    public List<Reference> references() {
        return Stream.concat(
                        callFlowId.map(flow -> new Reference(Type.FLOW, flow, "call_flow_id")).stream(),
                        messageFlowId.map(flow -> new Reference(Type.FLOW, flow, "message_flow_id")).stream())
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

    public Number with(
            String newName,
            String newDetail,
            Optional<UUID> newCallFlowId,
            Optional<UUID> newMessageFlowId,
            Instant time) {
        return next(revision.updated(time), newCallFlowId, newMessageFlowId, newName, newDetail, metadata, tmRenew);
    }

    public Number with(Metadata changed, Instant time) {
        return next(revision.updated(time), callFlowId, messageFlowId, name, detail, changed, tmRenew);
    }

    public Number renewed(Instant time) {
        return next(revision.updated(time), callFlowId, messageFlowId, name, detail, metadata, Optional.of(time));
    }

    @Override
    public Number without(UUID referred, Instant time) {
        return next(
                revision.updated(time),
                callFlowId.filter(flow -> !flow.equals(referred)),
                messageFlowId.filter(flow -> !flow.equals(referred)),
                name,
                detail,
                metadata,
                tmRenew);
    }

    public Number deleted(Instant time) {
        return next(revision.deleted(time), callFlowId, messageFlowId, name, detail, metadata, tmRenew);
    }

    /** The number itself stays told: the carrier must know which one is free. */
    @Override
    public Number ended(Instant time) {
        return next(revision.deleted(time), Optional.empty(), Optional.empty(), "", "", metadata, tmRenew);
    }

    private Number next(
            Revision next,
            Optional<UUID> newCallFlowId,
            Optional<UUID> newMessageFlowId,
            String newName,
            String newDetail,
            Metadata newMetadata,
            Optional<Instant> newTmRenew) {
        return new Number(
                id,
                customerId,
                next,
                number,
                numberType,
                newCallFlowId,
                newMessageFlowId,
                newName,
                newDetail,
                newMetadata,
                tmPurchase,
                newTmRenew);
    }
}
