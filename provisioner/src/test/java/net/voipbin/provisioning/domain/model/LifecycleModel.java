package net.voipbin.provisioning.domain.model;

import static net.voipbin.provisioning.domain.Resource.Type.ACCESSKEY;
import static net.voipbin.provisioning.domain.Resource.Type.BILLING_ACCOUNT;
import static net.voipbin.provisioning.domain.Resource.Type.CUSTOMER;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.customer.CreateCustomer;
import net.voipbin.provisioning.domain.customer.DeleteCustomer;
import net.voipbin.provisioning.domain.customer.ExpireSignup;
import net.voipbin.provisioning.domain.customer.FreezeAndDeleteCustomer;
import net.voipbin.provisioning.domain.customer.FreezeCustomer;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.customer.NamedProfile;
import net.voipbin.provisioning.domain.customer.PurgeCustomer;
import net.voipbin.provisioning.domain.customer.ReactivateCustomer;
import net.voipbin.provisioning.domain.customer.RecoverCustomer;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import net.voipbin.provisioning.domain.customer.SignUpCustomer;
import net.voipbin.provisioning.domain.customer.SuspendCustomer;
import net.voipbin.provisioning.domain.customer.UpdateCustomer;
import net.voipbin.provisioning.domain.customer.UpdateCustomerBillingAccountId;
import net.voipbin.provisioning.domain.customer.UpdateCustomerMetadata;
import net.voipbin.provisioning.domain.customer.UpdateIdentityVerificationStatus;
import net.voipbin.provisioning.domain.customer.VerifyEmail;
import net.voipbin.provisioning.domain.text.Sha256;

/** The rules of a customer's life: its births, states and ends, and its own fields. */
final class LifecycleModel {

    private static final Duration TIME_TO_VERIFY = Duration.ofHours(1);
    private static final Duration TIME_TO_RECOVER = Duration.ofDays(30);

    private final ModelWorld world;
    private final ModelAccess access;

    LifecycleModel(ModelWorld world, ModelAccess access) {
        this.world = world;
        this.access = access;
    }

    /** Whether something changed; empty where the command is none of these. */
    Optional<Boolean> applied(Command command, Instant time) {
        return switch (command.request()) {
            case CreateCustomer create -> Optional.of(created(command, create, time));
            case SignUpCustomer signUp -> Optional.of(signedUp(command, signUp, time));
            case RegisterPlatform register -> Optional.of(registered(command, register, time));
            case VerifyEmail verify -> Optional.of(verified(command, verify, time));
            case ExpireSignup expire -> Optional.of(expired(command, time));
            case PurgeCustomer purge -> Optional.of(purged(command, time));
            case DeleteCustomer delete -> Optional.of(deleted(command, time));
            case FreezeAndDeleteCustomer leave -> Optional.of(left(command, time));
            case SuspendCustomer suspend -> Optional.of(suspended(command, suspend, time));
            case ReactivateCustomer reactivate -> Optional.of(reactivated(command, reactivate, time));
            case FreezeCustomer freeze -> Optional.of(frozen(command, time));
            case RecoverCustomer recover -> Optional.of(recovered(command, time));
            case UpdateCustomer update -> Optional.of(updated(command, update, time));
            case UpdateCustomerMetadata update ->
                Optional.of(update(
                        access.toCustomer(command, ModelAccess.ADMIN),
                        Map.of("rtp_debug", update.metadata().rtpDebug()),
                        time));
            case UpdateCustomerBillingAccountId update -> Optional.of(referredToAccount(command, update));
            case UpdateIdentityVerificationStatus update -> Optional.of(identified(command, update, time));
            default -> Optional.empty();
        };
    }

    private boolean created(Command command, CreateCustomer create, Instant time) {
        access.platform(command);
        mayBeBorn(command);
        wellFormed(create.profile().email());
        mayHaveEmail(command.customerId(), create.profile().email());
        born(command.customerId(), create.profile(), "active", "", time);
        return true;
    }

    private boolean signedUp(Command command, SignUpCustomer signUp, Instant time) {
        access.platform(command);
        mayBeBorn(command);
        wellFormed(signUp.profile().email());
        mayHaveEmail(command.customerId(), signUp.profile().email());
        born(command.customerId(), signUp.profile(), "initial", signUp.terms().agreedIp(), time);
        UUID keyId = AccessKey.idOfFirst(command.customerId());
        Map<String, Object> key = Map.of("name", "default", "detail", "", "tm_expire", time.plus(Duration.ofDays(365)));
        world.make(new ModelResource(ACCESSKEY, keyId, command.customerId(), time, key));
        return true;
    }

    private boolean registered(Command command, RegisterPlatform register, Instant time) {
        Refused.unless(command.actor() instanceof Actor.Platform, Reason.PERMISSION_DENIED);
        Refused.unless(command.customerId().equals(world.platformId()), Reason.INVALID_ARGUMENT);
        Optional<ModelResource> known = world.customer(command.customerId());
        access.version(command, known.map(ModelResource::version).orElse(0L));
        if (known.isPresent()) {
            return false;
        }
        wellFormed(register.email());
        StaffModel.wellFormedUsername(register.adminUsername());
        mayHaveEmail(command.customerId(), register.email());
        UUID adminId = RegisterPlatform.adminIdOf(command.customerId());
        StaffModel.mayHaveUsername(world, register.adminUsername(), adminId);
        NamedProfile profile = new NamedProfile(register.name(), "", register.email(), "", "", "", "");
        born(command.customerId(), profile, "active", "", time);
        world.make(StaffModel.agent(
                adminId,
                command.customerId(),
                time,
                Map.of("username", register.adminUsername(), "name", "super admin", "permission", 1L)));
        return true;
    }

    private void mayBeBorn(Command command) {
        Refused.unless(world.customer(command.customerId()).isEmpty(), Reason.CUSTOMER_ALREADY_EXISTS);
        Refused.unless(!command.customerId().equals(world.platformId()), Reason.INVALID_ARGUMENT);
        access.version(command, 0);
    }

    private static void wellFormed(String email) {
        Refused.unless(email.contains("@"), Reason.INVALID_EMAIL);
    }

    private void mayHaveEmail(UUID customerId, String email) {
        boolean taken =
                world.taken(CUSTOMER, customerId, other -> other.text("email").equalsIgnoreCase(email));
        Refused.unless(!taken, Reason.CUSTOMER_ALREADY_EXISTS);
    }

    private void born(UUID id, NamedProfile profile, String status, String termsIp, Instant time) {
        UUID accountId = BillingAccount.idOf(id);
        world.make(new ModelResource(
                CUSTOMER,
                id,
                id,
                time,
                Map.ofEntries(
                        Map.entry("name", profile.name()),
                        Map.entry("detail", profile.detail()),
                        Map.entry("email", profile.email()),
                        Map.entry("phone_number", profile.phoneNumber()),
                        Map.entry("address", profile.address()),
                        Map.entry("webhook_uri", profile.webhookUri()),
                        Map.entry("permission_ids", List.of("customer_agent")),
                        Map.entry("billing_account_id", accountId),
                        Map.entry("rtp_debug", false),
                        Map.entry("status", status),
                        Map.entry("email_verified", status.equals("active")),
                        Map.entry("identity_verification_status", "none"),
                        Map.entry("suspension_reason", Optional.empty()),
                        Map.entry("tm_deletion_scheduled", Optional.empty()),
                        Map.entry("terms_agreed_ip", termsIp))));
        world.make(StaffModel.agent(
                GuestAgent.idOf(id),
                id,
                time,
                Map.of(
                        "username",
                        "guest-" + id + "@guest.invalid",
                        "name",
                        "guest",
                        "detail",
                        GuestAgent.of(id, time).profile().detail(),
                        "permission",
                        32L,
                        "guest",
                        true)));
        world.make(new ModelResource(
                BILLING_ACCOUNT,
                accountId,
                id,
                time,
                Map.of(
                        "name",
                        "",
                        "detail",
                        "",
                        "plan_type",
                        "free",
                        "balance_credit",
                        0L,
                        "balance_token",
                        100L,
                        "payment",
                        List.of(true, false),
                        "status",
                        "active",
                        "tm_last_topup",
                        Optional.empty(),
                        "tm_next_topup",
                        Optional.of(monthsAfter(time, 1)))));
    }

    static Instant monthsAfter(Instant time, int months) {
        return time.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    private boolean verified(Command command, VerifyEmail verify, Instant time) {
        ModelResource customer = access.toStatus(command, false);
        Refused.unless(customer.live(), Reason.STATE_INVALID);
        String right = tokenHash(customer.id(), customer.text("email"));
        Refused.unless(right.equals(verify.tokenHash()), Reason.INVALID_ARGUMENT);
        return is(customer, "initial") && update(customer, Map.of("status", "active", "email_verified", true), time);
    }

    /** SHA-256 of what goes out to the address. */
    static String tokenHash(UUID customerId, String email) {
        String token = Samples.verificationToken(customerId, email.toLowerCase(Locale.ROOT));
        return HexFormat.of().formatHex(Sha256.of(token.getBytes(StandardCharsets.US_ASCII)));
    }

    private boolean expired(Command command, Instant time) {
        ModelResource customer = access.toStatus(command, false);
        boolean due =
                is(customer, "initial") && !time.isBefore(customer.tmCreate().plus(TIME_TO_VERIFY));
        Refused.unless(!customer.live() || due, Reason.STATE_INVALID);
        return end(customer, "expired", time);
    }

    private boolean purged(Command command, Instant time) {
        ModelResource customer = access.toStatus(command, false);
        boolean due = is(customer, "frozen")
                && ((Optional<?>) customer.field("tm_deletion_scheduled"))
                        .map(Instant.class::cast)
                        .filter(frozen -> !time.isBefore(frozen.plus(TIME_TO_RECOVER)))
                        .isPresent();
        Refused.unless(!customer.live() || due, Reason.STATE_INVALID);
        return end(customer, "deleted", time);
    }

    private boolean deleted(Command command, Instant time) {
        return end(access.toStatus(command, false), "deleted", time);
    }

    private boolean left(Command command, Instant time) {
        ModelResource customer = access.toStatus(command, true);
        Refused.unless(!is(customer, "initial"), Reason.STATE_INVALID);
        return end(customer, "deleted", time);
    }

    /** Everything ends with it, and of its person nothing is left. */
    private boolean end(ModelResource customer, String status, Instant time) {
        access.mayLeaveActive(customer);
        if (!customer.live()) {
            return false;
        }
        String shown = customer.id().toString().substring(0, 8);
        Map<String, Object> erased = Map.of(
                "name",
                "deleted_user_" + shown,
                "email",
                "deleted_" + shown + "@removed.invalid",
                "detail",
                "",
                "phone_number",
                "",
                "address",
                "",
                "webhook_uri",
                "",
                "terms_agreed_ip",
                "",
                "status",
                status,
                "suspension_reason",
                Optional.empty(),
                "tm_deletion_scheduled",
                Optional.empty());
        world.all(customer.id()).stream()
                .filter(ModelResource::live)
                .forEach(owned -> world.end(owned, owned == customer ? erased : Map.of(), time));
        return true;
    }

    private boolean suspended(Command command, SuspendCustomer suspend, Instant time) {
        ModelResource customer = access.toStatus(command, false);
        if (is(customer, "suspended") && suspend.keepReason()) {
            return false;
        }
        Refused.unless(is(customer, "active", "suspended"), Reason.STATE_INVALID);
        access.mayLeaveActive(customer);
        return update(
                customer, Map.of("status", "suspended", "suspension_reason", Optional.of(suspend.reason())), time);
    }

    private boolean reactivated(Command command, ReactivateCustomer reactivate, Instant time) {
        ModelResource customer = access.toStatus(command, false);
        boolean ofOneReason = reactivate.suspendedFor().isPresent();
        Refused.unless(
                is(customer, "suspended", "active") || (is(customer, "frozen") && ofOneReason), Reason.STATE_INVALID);
        boolean otherReason = reactivate.suspendedFor().isPresent()
                && !reactivate.suspendedFor().equals(customer.field("suspension_reason"));
        String status = is(customer, "frozen") ? "frozen" : "active";
        return is(customer, "suspended", "frozen")
                && !otherReason
                && update(customer, Map.of("status", status, "suspension_reason", Optional.empty()), time);
    }

    private boolean frozen(Command command, Instant time) {
        ModelResource customer = access.toStatus(command, true);
        if (is(customer, "frozen")) {
            return false;
        }
        Refused.unless(is(customer, "active", "suspended"), Reason.STATE_INVALID);
        access.mayLeaveActive(customer);
        update(world.account(customer.id()), Map.of("status", "frozen"), time);
        return update(customer, Map.of("status", "frozen", "tm_deletion_scheduled", Optional.of(time)), time);
    }

    private boolean recovered(Command command, Instant time) {
        ModelResource customer = access.toStatus(command, true);
        if (is(customer, "active")) {
            return false;
        }
        Refused.unless(!is(customer, "suspended") || world.ofPlatform(command), Reason.ACCOUNT_SUSPENDED);
        Refused.unless(is(customer, "frozen"), Reason.STATE_INVALID);
        boolean wasSuspended = ((Optional<?>) customer.field("suspension_reason")).isPresent();
        update(world.account(customer.id()), Map.of("status", "active"), time);
        return update(
                customer,
                Map.of("status", wasSuspended ? "suspended" : "active", "tm_deletion_scheduled", Optional.empty()),
                time);
    }

    private boolean updated(Command command, UpdateCustomer update, Instant time) {
        ModelResource customer = access.toCustomer(command, ModelAccess.ADMIN);
        update.email().ifPresent(LifecycleModel::wellFormed);
        Set<String> known = Set.of("customer_agent", "customer_admin", "customer_manager");
        update.permissionIds()
                .ifPresent(ids -> Refused.unless(!ids.isEmpty() && known.containsAll(ids), Reason.INVALID_ARGUMENT));
        ModelAccess.locked(customer, update.locked());
        Map<String, Object> named = new HashMap<>();
        update.name().ifPresent(value -> named.put("name", value));
        update.detail().ifPresent(value -> named.put("detail", value));
        update.email().ifPresent(value -> named.put("email", value));
        update.phoneNumber().ifPresent(value -> named.put("phone_number", value));
        update.address().ifPresent(value -> named.put("address", value));
        update.webhookUri().ifPresent(value -> named.put("webhook_uri", value));
        update.permissionIds().ifPresent(value -> named.put("permission_ids", value));
        update.email().ifPresent(value -> mayHaveEmail(customer.id(), value));
        return update(customer, named, time);
    }

    private boolean referredToAccount(Command command, UpdateCustomerBillingAccountId update) {
        ModelResource customer = access.toCustomer(command, ModelAccess.ADMIN);
        boolean present = customer.field("billing_account_id").toString().equals(update.billingAccountId());
        Refused.unless(present, Reason.REFERENCE_INVALID);
        return false;
    }

    private boolean identified(Command command, UpdateIdentityVerificationStatus update, Instant time) {
        access.platform(command);
        ModelResource customer = access.toCustomer(command, ModelAccess.PLATFORM);
        return update(customer, Map.of("identity_verification_status", update.identityVerificationStatus()), time);
    }

    private boolean update(ModelResource resource, Map<String, ?> named, Instant time) {
        return world.update(resource, named, time);
    }

    private static boolean is(ModelResource customer, String... statuses) {
        return Set.of(statuses).contains(customer.text("status"));
    }
}
