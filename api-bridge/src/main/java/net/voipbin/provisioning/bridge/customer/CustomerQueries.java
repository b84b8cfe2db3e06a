package net.voipbin.provisioning.bridge.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Rows;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.database.Sql;
import net.voipbin.provisioning.bridge.page.Position;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerMetadata;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.DefaultPermission;
import net.voipbin.provisioning.contract.IdentityVerificationStatus;
import net.voipbin.provisioning.contract.WebhookMethod;

/** Reads customers. Thread-safe. */
public final class CustomerQueries {

    private static final String BY_ID = Sql.named(CustomerQueries.class, "by_id");
    private static final String PAGE = Sql.named(CustomerQueries.class, "page");

    private final Database database;

    public CustomerQueries(Database database) {
        this.database = database;
    }

    /** A customer, be it live or deleted. */
    public Optional<Customer> find(Scope scope, UUID id) {
        return database.read(
                scope,
                handle -> handle.createQuery(BY_ID)
                        .bind("id", id)
                        .map((row, context) -> customer(row))
                        .findOne());
    }

    public Optional<Customer> findLive(Scope scope, UUID id) {
        return find(scope, id).filter(customer -> customer.getTmDelete() == null);
    }

    /** The live customers in the scope, behind a position, the newest first. */
    List<Customer> page(Scope scope, Position after, int most) {
        return database.read(
                scope,
                handle -> handle.createQuery(PAGE)
                        .bind("after_tm_create", after.tmCreate())
                        .bind("after_id", after.id())
                        .bind("most", most)
                        .map((row, context) -> customer(row))
                        .list());
    }

    private static Customer customer(ResultSet row) throws SQLException {
        String webhookMethod = row.getString("webhook_method");
        return Customer.newBuilder()
                .setId(Rows.uuid(row, "id"))
                .setVersion(row.getLong("version"))
                .setName(row.getString("name"))
                .setDetail(row.getString("detail"))
                .setEmail(row.getString("email"))
                .setPhoneNumber(row.getString("phone_number"))
                .setAddress(row.getString("address"))
                .setWebhookMethod(webhookMethod.isEmpty() ? null : WebhookMethod.valueOf(webhookMethod))
                .setWebhookUri(row.getString("webhook_uri"))
                .setBillingAccountId(Rows.uuid(row, "billing_account_id"))
                .setPermissionIds(Rows.texts(row, "permission_ids").stream()
                        .map(DefaultPermission::valueOf)
                        .toList())
                .setMetadata(new CustomerMetadata(row.getBoolean("rtp_debug")))
                .setEmailVerified(row.getBoolean("email_verified"))
                .setIdentityVerificationStatus(
                        IdentityVerificationStatus.valueOf(row.getString("identity_verification_status")))
                .setStatus(CustomerStatus.valueOf(row.getString("status")))
                .setTermsAgreedVersion(row.getString("terms_agreed_version"))
                .setTermsAgreedIp(row.getString("terms_agreed_ip"))
                .setTmDeletionScheduled(
                        Rows.findTime(row, "tm_deletion_scheduled").orElse(null))
                .setTmCreate(Rows.time(row, "tm_create"))
                .setTmUpdate(Rows.findTime(row, "tm_update").orElse(null))
                .setTmDelete(Rows.findTime(row, "tm_delete").orElse(null))
                .build();
    }
}
