package net.voipbin.provisioning.bridge.billing;

import static net.voipbin.provisioning.bridge.auth.Permission.CUSTOMER_ADMIN;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.customer.TenantScope;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Call;
import net.voipbin.provisioning.bridge.http.EntityTag;
import net.voipbin.provisioning.bridge.http.Route;
import net.voipbin.provisioning.bridge.page.Pages;
import net.voipbin.provisioning.bridge.page.Position;
import net.voipbin.provisioning.contract.BillingAccount;

/** Billing accounts: read and listed. Thread-safe. */
public final class BillingAccountRoutes {

    private static final String LIST = "billing_accounts";

    private final BillingAccountQueries accounts;
    private final TenantScope scope;
    private final Pages pages;

    public BillingAccountRoutes(BillingAccountQueries accounts, TenantScope scope, Pages pages) {
        this.accounts = accounts;
        this.scope = scope;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1.0/billing_accounts", CUSTOMER_ADMIN, this::list),
                Route.get("/v1.0/billing_accounts/{id}", CUSTOMER_ADMIN, this::get));
    }

    private Answer get(Call call) {
        Caller caller = call.caller();
        BillingAccount account = accounts.find(caller.scope(), call.id("id")).orElseThrow(ApiException::notFound);
        return Answer.ok(BillingAccountJson.of(account, caller)).withHeader("ETag", EntityTag.of(account.getVersion()));
    }

    /** A super admin who names no customer sees the accounts of all. */
    private Answer list(Call call) {
        Caller caller = call.caller();
        Optional<UUID> within = scope.named(call).or(caller::confinedTo);
        return pages.answer(
                LIST,
                within,
                call.query(),
                (after, most) -> accounts.page(caller.scope(), within, after, most),
                account -> new Position(account.getTmCreate(), account.getId()),
                account -> BillingAccountJson.of(account, caller));
    }
}
