package net.voipbin.provisioning.bridge.billing;

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
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.BillingAccountStatus;
import net.voipbin.provisioning.contract.PaymentMethod;
import net.voipbin.provisioning.contract.PaymentType;
import net.voipbin.provisioning.contract.PlanStatus;
import net.voipbin.provisioning.contract.PlanType;

/** Reads live billing accounts. Thread-safe. */
public final class BillingAccountQueries {

    private static final String BY_ID = Sql.named(BillingAccountQueries.class, "by_id");
    private static final String PAGE = Sql.named(BillingAccountQueries.class, "page");
    private static final String PAGE_OF_CUSTOMER = Sql.named(BillingAccountQueries.class, "page_of_customer");

    private final Database database;

    public BillingAccountQueries(Database database) {
        this.database = database;
    }

    Optional<BillingAccount> find(Scope scope, UUID id) {
        return database.read(
                scope,
                handle -> handle.createQuery(BY_ID)
                        .bind("id", id)
                        .bind("customer_id", scope.customerId())
                        .map((row, context) -> account(row))
                        .findOne());
    }

    /**
     * Accounts behind a position, the newest first.
     *
     * @param within the customer whose accounts they must be; empty for any
     */
    List<BillingAccount> page(Scope scope, Optional<UUID> within, Position after, int most) {
        return database.read(
                scope,
                handle -> handle.createQuery(within.isPresent() ? PAGE_OF_CUSTOMER : PAGE)
                        .bind("customer_id", within)
                        .bind("after_tm_create", after.tmCreate())
                        .bind("after_id", after.id())
                        .bind("most", most)
                        .map((row, context) -> account(row))
                        .list());
    }

    private static BillingAccount account(ResultSet row) throws SQLException {
        String paymentType = row.getString("payment_type");
        String paymentMethod = row.getString("payment_method");
        return BillingAccount.newBuilder()
                .setId(Rows.uuid(row, "id"))
                .setCustomerId(Rows.uuid(row, "customer_id"))
                .setVersion(row.getLong("version"))
                .setName(row.getString("name"))
                .setDetail(row.getString("detail"))
                .setPlanType(PlanType.valueOf(row.getString("plan_type")))
                .setPlanStatus(PlanStatus.valueOf(row.getString("plan_status")))
                .setBalanceCredit(row.getLong("balance_credit"))
                .setBalanceToken(row.getLong("balance_token"))
                .setPaymentType(paymentType.isEmpty() ? null : PaymentType.valueOf(paymentType))
                .setPaymentMethod(
                        paymentMethod.isEmpty() ? null : PaymentMethod.valueOf(paymentMethod.replace(' ', '_')))
                .setStatus(BillingAccountStatus.valueOf(row.getString("status")))
                .setTmLastTopup(Rows.findTime(row, "tm_last_topup").orElse(null))
                .setTmNextTopup(Rows.findTime(row, "tm_next_topup").orElse(null))
                .setTmCreate(Rows.time(row, "tm_create"))
                .setTmUpdate(Rows.findTime(row, "tm_update").orElse(null))
                .setTmDelete(Rows.findTime(row, "tm_delete").orElse(null))
                .build();
    }
}
