package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * How a customer stands with the platform. Immutable.
 *
 * @param suspensionReason why it is suspended; kept beneath a freeze, which a recovery ends
 * @param tmDeletionScheduled when the freeze was requested
 */
public record Standing(
        Customer.Status status,
        boolean emailVerified,
        Customer.IdentityVerificationStatus identityVerificationStatus,
        Optional<String> suspensionReason,
        Optional<Instant> tmDeletionScheduled) {

    /** The platform vouches for the customer and its e-mail. */
    public static final Standing CREATED = new Standing(
            Customer.Status.ACTIVE, true, Customer.IdentityVerificationStatus.NONE, Optional.empty(), Optional.empty());

    /** The customer signed up by itself and is to verify its e-mail. */
    public static final Standing SIGNED_UP = new Standing(
            Customer.Status.INITIAL,
            false,
            Customer.IdentityVerificationStatus.NONE,
            Optional.empty(),
            Optional.empty());

    public Standing verified() {
        return new Standing(
                Customer.Status.ACTIVE, true, identityVerificationStatus, suspensionReason, tmDeletionScheduled);
    }

    public Standing suspended(String reason) {
        return new Standing(
                Customer.Status.SUSPENDED,
                emailVerified,
                identityVerificationStatus,
                Optional.of(reason),
                tmDeletionScheduled);
    }

    public Standing reactivated() {
        return new Standing(
                Customer.Status.ACTIVE,
                emailVerified,
                identityVerificationStatus,
                Optional.empty(),
                tmDeletionScheduled);
    }

    /** The standing without its suspension, whose status stays: a recovery then leads to an active customer. */
    public Standing unsuspended() {
        return new Standing(status, emailVerified, identityVerificationStatus, Optional.empty(), tmDeletionScheduled);
    }

    public Standing frozen(Instant time) {
        return new Standing(
                Customer.Status.FROZEN, emailVerified, identityVerificationStatus, suspensionReason, Optional.of(time));
    }

    /** The standing that the customer had before it was frozen: suspended or active. */
    public Standing recovered() {
        return new Standing(
                suspensionReason.isPresent() ? Customer.Status.SUSPENDED : Customer.Status.ACTIVE,
                emailVerified,
                identityVerificationStatus,
                suspensionReason,
                Optional.empty());
    }

    /** The standing of a customer that has ended; the reason of a suspension is erased, since it may name a person. */
    Standing ended(Customer.Status end) {
        return new Standing(end, emailVerified, identityVerificationStatus, Optional.empty(), Optional.empty());
    }

    public Standing with(Customer.IdentityVerificationStatus identity) {
        return new Standing(status, emailVerified, identity, suspensionReason, tmDeletionScheduled);
    }
}
