package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The fields that an update may change; all others are locked. Immutable. */
    public record Profile(
            String name,
            String detail,
            String email,
            String phoneNumber,
            String address,
            Optional<WebhookMethod> webhookMethod,
            String webhookUri,
            List<DefaultPermission> permissionIds) {

        public Profile {
            permissionIds = List.copyOf(permissionIds);
        }

        /** What remains of it once its customer has ended: nothing that identifies a person. */
        private Profile erased(UUID customerId) {
            return new Profile(
                    Erasure.name(customerId), "", Erasure.email(customerId), "", "", webhookMethod, "", permissionIds);
        }
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

    @Override
    public Customer withRevision(Revision other) {
        return new Customer(id, other, profile, billingAccountId, metadata, standing, terms);
    }

    public Customer with(Profile changed) {
        return new Customer(id, revision, changed, billingAccountId, metadata, standing, terms);
    }

    public Customer with(Standing changed) {
        return new Customer(id, revision, profile, billingAccountId, metadata, changed, terms);
    }

    public Customer with(Metadata changed) {
        return new Customer(id, revision, profile, billingAccountId, changed, standing, terms);
    }

    @Override
    public Customer ended() {
        return ended(Status.DELETED);
    }

    /** What remains once it has ended in this way: nothing that identifies a person. */
    public Customer ended(Status end) {
        return new Customer(
                id,
                revision,
                profile.erased(id),
                billingAccountId,
                metadata,
                standing.ended(end),
                new Terms(terms.agreedVersion(), ""));
    }
}
