package net.voipbin.provisioning.bridge.billing;

import static net.voipbin.provisioning.bridge.route.Admission.ADMIN;
import static net.voipbin.provisioning.bridge.route.Admission.SUPER_ADMIN;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.resource.LockedFields;
import net.voipbin.provisioning.bridge.resource.Resources;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.AddBalance;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.SubtractBalance;
import net.voipbin.provisioning.contract.UpdateBillingAccount;
import net.voipbin.provisioning.contract.UpdatePaymentInfo;
import net.voipbin.provisioning.contract.UpdatePlanType;

/** Billing accounts: a customer's own, and for super admins any. Thread-safe. */
public final class BillingAccountRoutes {

    private static final LockedFields LOCKED =
            LockedFields.of(BillingAccountJson.FORM, UpdateBillingAccount.getClassSchema());

    private static final String OWN = "/v1.0/billing_account";
    private static final String ALL = "/v1.0/billing_accounts";
    private static final String ONE = ALL + "/{id}";

    private final Resources<BillingAccount> accounts;

    public BillingAccountRoutes(Resources<BillingAccount> accounts) {
        this.accounts = accounts;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(OWN, ADMIN, this::getOwn),
                Route.put(OWN, ADMIN, call -> update(call, own(call))),
                Route.put(OWN + "/payment_info", ADMIN, call -> updatePaymentInfo(call, own(call))),
                Route.get(ALL, ADMIN, accounts::listOfAll),
                Route.get(ONE, ADMIN, accounts::get),
                Route.put(ONE, ADMIN, call -> update(call, inPath(call))),
                Route.put(ONE + "/payment_info", ADMIN, call -> updatePaymentInfo(call, inPath(call))),
                Route.put(ONE + "/plan_type", SUPER_ADMIN, this::updatePlanType),
                Route.post(ONE + "/balance_add_force", SUPER_ADMIN, this::addBalance),
                Route.post(ONE + "/balance_subtract_force", SUPER_ADMIN, this::subtractBalance));
    }

    private Supplier<Optional<BillingAccount>> own(Call call) {
        return () -> accounts.findOnly(call);
    }

    private Supplier<Optional<BillingAccount>> inPath(Call call) {
        UUID id = call.id("id");
        return () -> accounts.find(call, id);
    }

    private Answer getOwn(Call call) {
        return accounts.show(accounts.findOnly(call).orElseThrow(ApiException::notFound), call.caller());
    }

    private Answer update(Call call, Supplier<Optional<BillingAccount>> account) {
        Form form = call.form();
        UpdateBillingAccount payload = UpdateBillingAccount.newBuilder()
                .setName(form.text("name").orElse(null))
                .setDetail(form.text("detail").orElse(null))
                .setLocked(LOCKED.in(form))
                .build();
        return accounts.change(call, form, account, command -> command.setUpdateBillingAccount(payload));
    }

    private Answer updatePaymentInfo(Call call, Supplier<Optional<BillingAccount>> account) {
        Form form = call.form();
        UpdatePaymentInfo payload = UpdatePaymentInfo.newBuilder()
                .setPaymentType(form.text("payment_type").orElse(null))
                .setPaymentMethod(form.text("payment_method").orElse(null))
                .build();
        return accounts.change(call, form, account, command -> command.setUpdatePaymentInfo(payload));
    }

    private Answer updatePlanType(Call call) {
        Form form = call.form();
        UpdatePlanType payload = new UpdatePlanType(form.required("plan_type", form::text));
        return accounts.change(call, form, inPath(call), command -> command.setUpdatePlanType(payload));
    }

    private Answer addBalance(Call call) {
        Form form = call.form();
        AddBalance payload = new AddBalance(Usd.micros(form, "balance"));
        return accounts.change(call, form, inPath(call), command -> command.setAddBalance(payload));
    }

    private Answer subtractBalance(Call call) {
        Form form = call.form();
        SubtractBalance payload = new SubtractBalance(Usd.micros(form, "balance"));
        return accounts.change(call, form, inPath(call), command -> command.setSubtractBalance(payload));
    }
}
