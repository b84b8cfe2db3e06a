package net.voipbin.provisioning.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.contract.Address;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.PaymentMethod;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Resources as rows; an older version never overwrites a newer one. */
final class ResourceRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResourceRows() {}

    static void upsertCustomers(Handle handle, Collection<Customer> customers) {
        PreparedBatch rows = handle.prepareBatch(Sql.of("upsert_customer"));
        customers.forEach(customer -> rows.bind("id", customer.getId())
                .bind("version", customer.getVersion())
                .bind("name", customer.getName())
                .bind("detail", customer.getDetail())
                .bind("email", customer.getEmail())
                .bind("phone_number", customer.getPhoneNumber())
                .bind("address", customer.getAddress())
                .bind("webhook_method", name(customer.getWebhookMethod()))
                .bind("webhook_uri", customer.getWebhookUri())
                .bind("billing_account_id", customer.getBillingAccountId())
                .bindArray(
                        "permission_ids",
                        String.class,
                        customer.getPermissionIds().stream().map(Enum::name).toList())
                .bind("rtp_debug", customer.getMetadata().getRtpDebug())
                .bind("email_verified", customer.getEmailVerified())
                .bind("identity_verification_status", name(customer.getIdentityVerificationStatus()))
                .bind("status", name(customer.getStatus()))
                .bind("terms_agreed_version", customer.getTermsAgreedVersion())
                .bind("terms_agreed_ip", customer.getTermsAgreedIp())
                .bind("tm_deletion_scheduled", customer.getTmDeletionScheduled())
                .bind("tm_create", customer.getTmCreate())
                .bind("tm_update", customer.getTmUpdate())
                .bind("tm_delete", customer.getTmDelete())
                .add());
        execute(rows);
    }

    static void upsertAgents(Handle handle, Collection<Agent> agents) {
        PreparedBatch rows = handle.prepareBatch(Sql.of("upsert_agent"));
        agents.forEach(agent -> rows.bind("id", agent.getId())
                .bind("customer_id", agent.getCustomerId())
                .bind("version", agent.getVersion())
                .bind("username", agent.getUsername())
                .bind("name", agent.getName())
                .bind("detail", agent.getDetail())
                .bind("ring_method", name(agent.getRingMethod()))
                .bind("status", name(agent.getStatus()))
                .bind("permission", agent.getPermission())
                .bindArray(
                        "tag_ids",
                        UUID.class,
                        agent.getTagIds().stream().map(UUID::fromString).toList())
                .bind("addresses", json(agent.getAddresses()))
                .bind("guest", agent.getGuest())
                .bind("tm_create", agent.getTmCreate())
                .bind("tm_update", agent.getTmUpdate())
                .bind("tm_delete", agent.getTmDelete())
                .add());
        execute(rows);
    }

    static void upsertBillingAccounts(Handle handle, Collection<BillingAccount> accounts) {
        PreparedBatch rows = handle.prepareBatch(Sql.of("upsert_billing_account"));
        accounts.forEach(account -> rows.bind("id", account.getId())
                .bind("customer_id", account.getCustomerId())
                .bind("version", account.getVersion())
                .bind("name", account.getName())
                .bind("detail", account.getDetail())
                .bind("plan_type", name(account.getPlanType()))
                .bind("plan_status", name(account.getPlanStatus()))
                .bind("balance_credit", account.getBalanceCredit())
                .bind("balance_token", account.getBalanceToken())
                .bind("payment_type", name(account.getPaymentType()))
                .bind("payment_method", paymentMethod(account.getPaymentMethod()))
                .bind("status", name(account.getStatus()))
                .bind("tm_last_topup", account.getTmLastTopup())
                .bind("tm_next_topup", account.getTmNextTopup())
                .bind("tm_create", account.getTmCreate())
                .bind("tm_update", account.getTmUpdate())
                .bind("tm_delete", account.getTmDelete())
                .add());
        execute(rows);
    }

    private static void execute(PreparedBatch rows) {
        if (rows.size() > 0) {
            rows.execute();
        }
    }

    /** None is the empty string, in the read model as in JSON. */
    private static String name(@Nullable Enum<?> value) {
        return value == null ? "" : value.name();
    }

    private static String paymentMethod(@Nullable PaymentMethod method) {
        return switch (method) {
            case null -> "";
            case credit_card -> "credit card";
        };
    }

    private static String json(List<Address> addresses) {
        List<Map<String, String>> members = addresses.stream()
                .map(address -> {
                    Map<String, String> member = new LinkedHashMap<>();
                    member.put("type", address.getType().name());
                    member.put("target", address.getTarget());
                    member.put("target_name", address.getTargetName());
                    member.put("name", address.getName());
                    member.put("detail", address.getDetail());
                    return member;
                })
                .toList();
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings are always writable", e);
        }
    }
}
