package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tenant: it owns all other resources. Immutable. */
public record Customer(
        UUID id,
        Revision revision,
        Profile profile,
        UUID billingAccountId,
        Metadata metadata,
        Standing standing,
        Terms terms)
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

    /** Which terms were agreed to at signup, and from where; both empty for a customer that the platform created. */
    public record Terms(String agreedVersion, String agreedIp) {
        public static final Terms NONE = new Terms("", "");
    }

    public static Customer create(UUID id, Instant time, Profile profile, Standing standing, Terms terms) {
        return new Customer(
                id, Revision.first(time), profile, BillingAccount.idOf(id), new Metadata(false), standing, terms);
    }

    public static List<DefaultPermission> firstPermissionIds() {
        return List.of(DefaultPermission.CUSTOMER_AGENT);
    }

    @Override
    public UUID customerId() {
        return id;
    }

    public Status status() {
        return standing.status();
    }

    @Override
    public List<Claim> claims() {
        return List.of(Claim.customerEmail(profile.email(), id));
    }

    @Override
    public List<Timer> timers(Periods periods) {
        return switch (status()) {
            case INITIAL ->
                List.of(new Timer(Timer.Kind.EXPIRE_SIGNUP, revision.tmCreate().plus(periods.signupExpiry())));
            case FROZEN ->
                standing.tmDeletionScheduled().stream()
                        .map(frozen -> new Timer(Timer.Kind.PURGE_CUSTOMER, frozen.plus(periods.deletionAfter())))
                        .toList();
            case ACTIVE, SUSPENDED, DELETED, EXPIRED -> List.of();
        };
    }

    @Override
    public Map<String, Locked> lockedFields() {
        return LockedFields.of(
                this,
                Map.of(
                        "billing_account_id", new Locked.Id(billingAccountId),
                        "metadata", new Locked.Metadata(metadata.rtpDebug()),
                        "email_verified", new Locked.Flag(standing.emailVerified()),
                        "identity_verification_status", Locked.word(standing.identityVerificationStatus()),
                        "status", Locked.word(status()),
                        "terms_agreed_version", new Locked.Text(terms.agreedVersion()),
                        "terms_agreed_ip", new Locked.Text(terms.agreedIp()),
                        "tm_deletion_scheduled", new Locked.Time(standing.tmDeletionScheduled()),
                        "webhook_secret", new Locked.Secret()));
    }

    public Customer with(Profile changed, Instant time) {
        return new Customer(id, revision.updated(time), changed, billingAccountId, metadata, standing, terms);
    }

    public Customer with(Standing changed, Instant time) {
        return new Customer(id, revision.updated(time), profile, billingAccountId, metadata, changed, terms);
    }

    public Customer with(Metadata changed, Instant time) {
        return new Customer(id, revision.updated(time), profile, billingAccountId, changed, standing, terms);
    }

    @Override
    public Customer ended(Instant time) {
        return ended(Status.DELETED, time);
    }

    /** Over, and without anything that tells of a person. */
    public Customer ended(Status end, Instant time) {
        return new Customer(
                id,
                revision.deleted(time),
                Profile.erased(id, profile),
                billingAccountId,
                metadata,
                standing.ended(end),
                new Terms(terms.agreedVersion(), ""));
    }
}
