package net.voipbin.provisioning.domain;

import static net.voipbin.provisioning.domain.Revisions.updated;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.domain.customer.CreateCustomer;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.customer.NamedProfile;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import net.voipbin.provisioning.domain.customer.UpdateCustomer;
import net.voipbin.provisioning.domain.text.Timestamp;

/** Values of which a test needs one, whatever it is. */
public final class Samples {

    public static final UUID PLATFORM_ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
    public static final UUID CUSTOMER_ID = UUID.fromString("0193b0a0-1111-7000-8000-00000000000a");
    public static final UUID OTHER_CUSTOMER_ID = UUID.fromString("0293b0a0-2222-7000-8000-00000000000b");
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00.000001Z");

    public static final Actor PLATFORM = new Actor.Platform("onboarding");
    public static final Actor SUPER_ADMIN =
            new Actor.SuperAdmin(UUID.fromString("0393b0a0-3333-7000-8000-00000000000c"));

    private Samples() {}

    public static Decider decider(UUID platformCustomerId) {
        return new Decider(platformCustomerId, Periods.USUAL, Samples::verificationToken);
    }

    public static String verificationToken(UUID customerId, String comparableEmail) {
        return String.format("%064x", (customerId + comparableEmail).hashCode() & 0xFFFFFFFFL);
    }

    public static CreateCustomer acme() {
        return acme("owner@acme.example");
    }

    public static CreateCustomer acme(String email) {
        return new CreateCustomer(new NamedProfile(
                "Acme", "Makes all", email, "+15551234567", "1 Main St", "POST", "https://acme.example/hook"));
    }

    public static RegisterPlatform registerPlatform() {
        return new RegisterPlatform("Platform", "platform@voipbin.example", "root@voipbin.example");
    }

    /** The guest agent of a customer, as one who asks. */
    public static Actor guestOf(UUID customerId) {
        return new Actor.TenantAgent(GuestAgent.idOf(customerId), Optional.empty());
    }

    public static Agent agent(UUID customerId, String username, int permission) {
        return Agent.create(
                UUID.nameUUIDFromBytes((customerId + username).getBytes(StandardCharsets.UTF_8)),
                customerId,
                NOON,
                username,
                new Agent.Profile("Ann", "sits at the front", Agent.RingMethod.RINGALL),
                new Permission(permission),
                List.of(),
                List.of());
    }

    public static Actor as(Agent agent) {
        return new Actor.TenantAgent(agent.id(), Optional.empty());
    }

    public static Command command(Actor actor, Request request) {
        return command(CUSTOMER_ID, actor, request, NOON);
    }

    public static Command command(UUID customerId, Actor actor, Request request, Instant time) {
        return new Command(
                UUID.fromString("0493b0a0-4444-7000-8000-00000000000d"),
                customerId,
                actor,
                OptionalLong.empty(),
                time,
                request);
    }

    public static Command expecting(long version, Command command) {
        return new Command(
                command.commandId(),
                command.customerId(),
                command.actor(),
                OptionalLong.of(version),
                command.time(),
                command.request());
    }

    public static Customer withStatus(Customer customer, Customer.Status status) {
        Standing standing = customer.standing();
        return updated(
                customer.with(new Standing(
                        status,
                        standing.emailVerified(),
                        standing.identityVerificationStatus(),
                        standing.suspensionReason(),
                        standing.tmDeletionScheduled())),
                NOON);
    }

    /** The queue with other tags, as the same revision. */
    public static Queue withTagIds(Queue queue, List<UUID> tagIds) {
        Queue.Profile profile = queue.profile();
        return queue.with(new Queue.Profile(
                profile.name(),
                profile.detail(),
                profile.routingMethod(),
                tagIds,
                profile.waitFlowId(),
                profile.waitTimeout(),
                profile.serviceTimeout()));
    }

    public static UpdateCustomer nothing() {
        return new UpdateCustomer(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** An update that names one open field, by its JSON name. */
    public static UpdateCustomer update(String field, String value) {
        return new UpdateCustomer(
                named("name", field, value),
                named("detail", field, value),
                named("email", field, value),
                named("phone_number", field, value),
                named("address", field, value),
                named("webhook_method", field, value),
                named("webhook_uri", field, value),
                Optional.empty(),
                Map.of());
    }

    public static UpdateCustomer updatePermissionIds(String... permissionIds) {
        UpdateCustomer nothing = nothing();
        return new UpdateCustomer(
                nothing.name(),
                nothing.detail(),
                nothing.email(),
                nothing.phoneNumber(),
                nothing.address(),
                nothing.webhookMethod(),
                nothing.webhookUri(),
                Optional.of(List.of(permissionIds)),
                nothing.locked());
    }

    public static UpdateCustomer updateLocked(Map<String, String> locked) {
        UpdateCustomer nothing = nothing();
        return new UpdateCustomer(
                nothing.name(),
                nothing.detail(),
                nothing.email(),
                nothing.phoneNumber(),
                nothing.address(),
                nothing.webhookMethod(),
                nothing.webhookUri(),
                nothing.permissionIds(),
                locked);
    }

    /** What a client sends that got the customer and puts it back as it was. */
    public static UpdateCustomer getEditPut(Customer customer, String name) {
        Customer.Profile profile = customer.profile();
        return new UpdateCustomer(
                Optional.of(name),
                Optional.of(profile.detail()),
                Optional.of(profile.email()),
                Optional.of(profile.phoneNumber()),
                Optional.of(profile.address()),
                Optional.of(profile.webhookMethod().map(WebhookMethod::name).orElse("")),
                Optional.of(profile.webhookUri()),
                Optional.of(profile.permissionIds().stream()
                        .map(DefaultPermission::published)
                        .toList()),
                presentLockedFields(customer));
    }

    public static Map<String, String> presentLockedFields(Customer customer) {
        return Map.ofEntries(
                Map.entry("id", quoted(customer.id())),
                Map.entry("billing_account_id", quoted(customer.billingAccountId())),
                Map.entry("metadata", "{\"rtp_debug\":" + customer.metadata().rtpDebug() + "}"),
                Map.entry("email_verified", Boolean.toString(customer.standing().emailVerified())),
                Map.entry("identity_verification_status", "\"none\""),
                Map.entry("status", "\"active\""),
                Map.entry("terms_agreed_version", quoted(customer.terms().agreedVersion())),
                Map.entry("terms_agreed_ip", quoted(customer.terms().agreedIp())),
                Map.entry("tm_deletion_scheduled", "null"),
                Map.entry(
                        "tm_create", quoted(Timestamp.format(customer.revision().tmCreate()))),
                Map.entry(
                        "tm_update",
                        customer.revision()
                                .tmUpdate()
                                .map(time -> quoted(Timestamp.format(time)))
                                .orElse("null")),
                Map.entry("tm_delete", "null"));
    }

    private static String quoted(Object value) {
        return "\"" + value + "\"";
    }

    private static Optional<String> named(String name, String field, String value) {
        return Optional.of(value).filter(present -> name.equals(field));
    }
}
