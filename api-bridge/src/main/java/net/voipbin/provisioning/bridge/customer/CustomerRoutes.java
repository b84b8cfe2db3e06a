package net.voipbin.provisioning.bridge.customer;

import static net.voipbin.provisioning.bridge.route.Admission.ADMIN;
import static net.voipbin.provisioning.bridge.route.Admission.STAFF;
import static net.voipbin.provisioning.bridge.route.Admission.SUPER_ADMIN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import net.voipbin.provisioning.bridge.command.CommandGateway;
import net.voipbin.provisioning.bridge.command.Write;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.resource.Resources;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.DeleteCustomer;
import net.voipbin.provisioning.contract.FreezeAndDeleteCustomer;
import net.voipbin.provisioning.contract.FreezeCustomer;
import net.voipbin.provisioning.contract.ReactivateCustomer;
import net.voipbin.provisioning.contract.RecoverCustomer;
import net.voipbin.provisioning.contract.SuspendCustomer;
import net.voipbin.provisioning.contract.UpdateCustomer;
import net.voipbin.provisioning.contract.UpdateCustomerBillingAccountId;
import net.voipbin.provisioning.contract.UpdateCustomerMetadata;
import net.voipbin.provisioning.contract.UpdateIdentityVerificationStatus;

/** Customers: the caller's own, and for super admins any. Thread-safe. */
public final class CustomerRoutes {

    private static final String OWN = "/v1.0/customer";
    private static final String ALL = "/v1.0/customers";
    private static final String ONE = ALL + "/{id}";

    /** The caller's own by another name: with a trailing slash and no id. */
    private static final String OWN_TOO = ALL + "/";

    private final Resources<Customer> customers;
    private final CommandGateway commands;
    private final WebhookSecret secret;
    private final VerificationMails mails;
    private final CustomerForms forms;

    public CustomerRoutes(
            Resources<Customer> customers, CommandGateway commands, WebhookSecret secret, VerificationMails mails) {
        this.customers = customers;
        this.commands = commands;
        this.secret = secret;
        this.mails = mails;
        forms = new CustomerForms(secret);
    }

    public List<Route> routes() {
        return List.of(
                Route.get(OWN, STAFF, this::getOwn),
                Route.put(OWN, ADMIN, call -> update(call, own(call))),
                Route.put(OWN + "/metadata", ADMIN, call -> updateMetadata(call, own(call))),
                Route.put(OWN + "/billing_account_id", ADMIN, call -> updateBillingAccountId(call, own(call))),
                Route.get(OWN_TOO, STAFF, this::getOwn),
                Route.put(OWN_TOO, ADMIN, call -> update(call, own(call))),
                Route.get(ALL, STAFF, customers::listOfAll),
                Route.post(ALL, SUPER_ADMIN, this::create),
                Route.get(ONE, STAFF, customers::get),
                Route.put(ONE, ADMIN, call -> update(call, call.id("id"))),
                Route.put(ONE + "/metadata", ADMIN, call -> updateMetadata(call, call.id("id"))),
                Route.put(ONE + "/billing_account_id", ADMIN, call -> updateBillingAccountId(call, call.id("id"))),
                Route.put(ONE + "/identity_verification_status", SUPER_ADMIN, this::updateIdentityVerificationStatus),
                Route.post(ONE + "/suspend", SUPER_ADMIN, this::suspend),
                Route.post(
                        ONE + "/reactivate",
                        SUPER_ADMIN,
                        call -> change(call, command -> command.setReactivateCustomer(new ReactivateCustomer()))),
                Route.post(
                        ONE + "/freeze",
                        SUPER_ADMIN,
                        call -> change(call, command -> command.setFreezeCustomer(new FreezeCustomer()))),
                Route.post(
                        ONE + "/recover",
                        SUPER_ADMIN,
                        call -> change(call, command -> command.setRecoverCustomer(new RecoverCustomer()))),
                Route.post(
                        ONE + "/freeze_and_delete",
                        SUPER_ADMIN,
                        call -> change(
                                call, command -> command.setFreezeAndDeleteCustomer(new FreezeAndDeleteCustomer()))),
                Route.delete(
                        ONE,
                        SUPER_ADMIN,
                        call -> change(call, command -> command.setDeleteCustomer(new DeleteCustomer()))));
    }

    private static UUID own(Call call) {
        return call.caller().customerId();
    }

    private Answer getOwn(Call call) {
        Customer customer = customers.find(call, own(call)).orElseThrow(ApiException::notFound);
        ObjectNode json = CustomerJson.of(customer, call.caller());
        return customers.tagged(Answer.ok(json.put("webhook_secret", secret.of(customer))), customer);
    }

    private Answer create(Call call) {
        Form form = call.form();
        CreateCustomer payload = CustomerForms.create(form);
        Write write = customers.begin(call, form);
        UUID id = form.uuid("id").orElseGet(() -> commands.newCustomerId(write));
        return customers.createFor(id, call, write, command -> command.setCreateCustomer(payload));
    }

    private Answer update(Call call, UUID id) {
        Form form = call.form();
        UpdateCustomer payload = forms.update(id, form);
        mails.count(call, form, () -> customers.find(call, id));
        return customers.change(call, form, id, command -> command.setUpdateCustomer(payload));
    }

    private Answer updateMetadata(Call call, UUID id) {
        Form form = call.form();
        UpdateCustomerMetadata payload =
                new UpdateCustomerMetadata(form.flag("rtp_debug").orElse(false));
        return customers.change(call, form, id, command -> command.setUpdateCustomerMetadata(payload));
    }

    private Answer updateBillingAccountId(Call call, UUID id) {
        Form form = call.form();
        UpdateCustomerBillingAccountId payload =
                new UpdateCustomerBillingAccountId(form.required("billing_account_id", form::text));
        return customers.change(call, form, id, command -> command.setUpdateCustomerBillingAccountId(payload));
    }

    private Answer updateIdentityVerificationStatus(Call call) {
        Form form = call.form();
        UpdateIdentityVerificationStatus payload =
                new UpdateIdentityVerificationStatus(form.required("identity_verification_status", form::text));
        return customers.change(
                call, form, call.id("id"), command -> command.setUpdateIdentityVerificationStatus(payload));
    }

    private Answer suspend(Call call) {
        Form form = call.form();
        SuspendCustomer payload = SuspendCustomer.newBuilder()
                .setReason(form.required("reason", form::text))
                .build();
        return customers.change(call, form, call.id("id"), command -> command.setSuspendCustomer(payload));
    }

    private Answer change(Call call, Consumer<Command.Builder> payload) {
        return customers.change(call, Form.empty(), call.id("id"), payload);
    }
}
