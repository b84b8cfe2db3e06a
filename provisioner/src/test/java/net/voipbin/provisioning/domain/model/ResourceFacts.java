package net.voipbin.provisioning.domain.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Address;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Standing;
import net.voipbin.provisioning.domain.Tag;

/** A real resource in the form in which {@link ModelResource} tells of its own. */
final class ResourceFacts {

    private ResourceFacts() {}

    static Map<String, Object> of(Resource resource) {
        Map<String, Object> facts = new HashMap<>();
        if (resource.live() || resource instanceof Customer) {
            facts.putAll(fields(resource));
        }
        facts.put("version", resource.revision().version());
        facts.put("tm_create", resource.revision().tmCreate());
        facts.put("tm_update", resource.revision().tmUpdate());
        facts.put("live", resource.live());
        return facts;
    }

    private static Map<String, Object> fields(Resource resource) {
        return switch (resource) {
            case Customer customer -> customer(customer);
            case Agent agent -> agent(agent);
            case BillingAccount account -> account(account);
            case Number number ->
                Map.of(
                        "number", number.number(),
                        "type", word(number.numberType()),
                        "call_flow_id", number.profile().callFlowId(),
                        "message_flow_id", number.profile().messageFlowId(),
                        "name", number.profile().name(),
                        "detail", number.profile().detail(),
                        "rtp_debug", number.metadata().rtpDebug(),
                        "tm_purchase", number.tmPurchase(),
                        "tm_renew", number.tmRenew());
            case Flow flow ->
                Map.of(
                        "name", flow.profile().name(),
                        "detail", flow.profile().detail(),
                        "actions",
                                flow.profile().actions().stream()
                                        .map(Flow.Action::type)
                                        .toList(),
                        "on_complete_flow_id", flow.profile().onCompleteFlowId());
            case Queue queue ->
                Map.of(
                        "name", queue.profile().name(),
                        "detail", queue.profile().detail(),
                        "routing_method", word(queue.profile().routingMethod()),
                        "tag_ids", queue.profile().tagIds(),
                        "wait_flow_id", queue.profile().waitFlowId(),
                        "wait_timeout", (long) queue.profile().waitTimeout(),
                        "service_timeout", (long) queue.profile().serviceTimeout());
            case Tag tag -> Map.of("name", tag.name(), "detail", tag.detail());
            case AccessKey key -> Map.of("name", key.name(), "detail", key.detail(), "tm_expire", key.tmExpire());
        };
    }

    private static Map<String, Object> customer(Customer customer) {
        Customer.Profile profile = customer.profile();
        Standing standing = customer.standing();
        return Map.ofEntries(
                Map.entry("name", profile.name()),
                Map.entry("detail", profile.detail()),
                Map.entry("email", profile.email()),
                Map.entry("phone_number", profile.phoneNumber()),
                Map.entry("address", profile.address()),
                Map.entry("webhook_uri", profile.webhookUri()),
                Map.entry(
                        "permission_ids",
                        profile.permissionIds().stream()
                                .map(DefaultPermission::published)
                                .toList()),
                Map.entry("billing_account_id", customer.billingAccountId()),
                Map.entry("rtp_debug", customer.metadata().rtpDebug()),
                Map.entry("status", word(standing.status())),
                Map.entry("email_verified", standing.emailVerified()),
                Map.entry("identity_verification_status", word(standing.identityVerificationStatus())),
                Map.entry("suspension_reason", standing.suspensionReason()),
                Map.entry("tm_deletion_scheduled", standing.tmDeletionScheduled()),
                Map.entry("terms_agreed_ip", customer.terms().agreedIp()));
    }

    private static Map<String, Object> agent(Agent agent) {
        return Map.of(
                "username", agent.username(),
                "name", agent.profile().name(),
                "detail", agent.profile().detail(),
                "ring_method", word(agent.profile().ringMethod()),
                "status", word(agent.status()),
                "permission", (long) agent.permission().mask(),
                "tag_ids", agent.tagIds(),
                "addresses", addresses(agent.addresses()),
                "guest", agent.guest());
    }

    private static Map<String, Object> account(BillingAccount account) {
        return Map.of(
                "name", account.profile().name(),
                "detail", account.profile().detail(),
                "plan_type", account.planType().published(),
                "balance_credit", account.balanceCredit(),
                "balance_token", account.balanceToken(),
                "payment",
                        List.of(
                                account.paymentType().isPresent(),
                                account.paymentMethod().isPresent()),
                "status", word(account.status()),
                "tm_last_topup", account.tmLastTopup(),
                "tm_next_topup", account.tmNextTopup());
    }

    private static List<String> addresses(List<Address> addresses) {
        return addresses.stream()
                .map(address -> word(address.type()) + ":" + address.target())
                .toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A reference as a model's field: empty for none. */
    static Optional<UUID> reference(String named) {
        return named.isEmpty() || named.equals("00000000-0000-0000-0000-000000000000")
                ? Optional.empty()
                : Optional.of(UUID.fromString(named));
    }
}
