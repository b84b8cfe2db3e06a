package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tenant: it owns all other resources. Immutable. */
public record Customer(
        UUID id,
        Revision revision,
        Profile profile,
        UUID billingAccountId,
        Metadata metadata,
        boolean emailVerified,
        IdentityVerificationStatus identityVerificationStatus,
        Status status,
        Terms terms,
        Optional<Instant> tmDeletionScheduled)
        implements Resource {

    public enum Status {
        INITIAL,
        ACTIVE,
        SUSPENDED,
        FROZEN,
        DELETED,
        EXPIRED
    }

    public enum IdentityVerificationStatus {
        NONE,
        PENDING,
        VERIFIED,
        REJECTED
    }

    /** Switches for support cases. Immutable. */
    public record Metadata(boolean rtpDebug) {}

    /** Which terms were agreed to at signup, and from where; both empty for a customer that the platform created. */
    public record Terms(String agreedVersion, String agreedIp) {
        static final Terms NONE = new Terms("", "");
    }

    /** A customer that the platform vouches for: active, its e-mail taken as verified. */
    static Customer create(UUID id, Instant time, Profile profile) {
        return new Customer(
                id,
                Revision.first(time),
                profile,
                BillingAccount.idOf(id),
                new Metadata(false),
                true,
                IdentityVerificationStatus.NONE,
                Status.ACTIVE,
                Terms.NONE,
                Optional.empty());
    }

    static List<DefaultPermission> firstPermissionIds() {
        return List.of(DefaultPermission.CUSTOMER_AGENT);
    }

    @Override
    public UUID customerId() {
        return id;
    }

    Change created() {
        return new Change(EventType.CUSTOMER_CREATED, this);
    }

    Change updated(Profile changed, Instant time) {
        return new Change(
                EventType.CUSTOMER_UPDATED,
                new Customer(
                        id,
                        revision.updated(time),
                        changed,
                        billingAccountId,
                        metadata,
                        emailVerified,
                        identityVerificationStatus,
                        status,
                        terms,
                        tmDeletionScheduled));
    }

    /** Deleted, and without anything that tells of a person. */
    Change deleted(Instant time) {
        return new Change(
                EventType.CUSTOMER_DELETED,
                new Customer(
                        id,
                        revision.deleted(time),
                        Profile.erased(id, profile),
                        billingAccountId,
                        metadata,
                        emailVerified,
                        identityVerificationStatus,
                        Status.DELETED,
                        new Terms(terms.agreedVersion(), ""),
                        Optional.empty()));
    }
}
