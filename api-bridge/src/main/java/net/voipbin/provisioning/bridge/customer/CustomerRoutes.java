package net.voipbin.provisioning.bridge.customer;

import static net.voipbin.provisioning.bridge.auth.Permission.CUSTOMER_ADMIN;
import static net.voipbin.provisioning.bridge.auth.Permission.CUSTOMER_MANAGER;
import static net.voipbin.provisioning.bridge.auth.Permission.SUPER_ADMIN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.command.CommandGateway;
import net.voipbin.provisioning.bridge.command.Order;
import net.voipbin.provisioning.bridge.command.Ticket;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Call;
import net.voipbin.provisioning.bridge.http.EntityTag;
import net.voipbin.provisioning.bridge.http.Route;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.page.Pages;
import net.voipbin.provisioning.bridge.page.Position;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.DeleteCustomer;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.UpdateCustomer;

/** Customers: read, listed, created, changed and deleted. Thread-safe. */
public final class CustomerRoutes {

    private static final int READERS = CUSTOMER_ADMIN | CUSTOMER_MANAGER;
    private static final String LIST = "customers";

    private final CustomerQueries customers;
    private final CommandGateway commands;
    private final Pages pages;
    private final WebhookSecret secret;
    private final CustomerForms forms;

    public CustomerRoutes(CustomerQueries customers, CommandGateway commands, Pages pages, WebhookSecret secret) {
        this.customers = customers;
        this.commands = commands;
        this.pages = pages;
        this.secret = secret;
        forms = new CustomerForms(secret);
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1.0/customer", READERS, this::getOwn),
                Route.put("/v1.0/customer", CUSTOMER_ADMIN, this::putOwn),
                // The same by another name: with a trailing slash and no id.
                Route.get("/v1.0/customers/", READERS, this::getOwn),
                Route.put("/v1.0/customers/", CUSTOMER_ADMIN, this::putOwn),
                Route.get("/v1.0/customers", READERS, this::list),
                Route.post("/v1.0/customers", SUPER_ADMIN, this::post),
                Route.get("/v1.0/customers/{id}", READERS, this::get),
                Route.put("/v1.0/customers/{id}", CUSTOMER_ADMIN, call -> put(call, existing(call, visible(call)))),
                Route.delete("/v1.0/customers/{id}", SUPER_ADMIN, this::delete));
    }

    private Answer getOwn(Call call) {
        Customer customer = customers
                .findLive(call.caller().scope(), call.caller().customerId())
                .orElseThrow(ApiException::notFound);
        ObjectNode json = CustomerJson.of(customer, call.caller());
        return tagged(customer, json.put("webhook_secret", secret.of(customer)));
    }

    private Answer get(Call call) {
        UUID id = visible(call);
        Scope scope = call.caller().scope();
        Optional<Customer> found =
                call.caller().superAdmin() ? customers.find(scope, id) : customers.findLive(scope, id);
        return answer(found.orElseThrow(ApiException::notFound), call.caller());
    }

    private Answer list(Call call) {
        Caller caller = call.caller();
        return pages.answer(
                LIST,
                caller.confinedTo(),
                call.query(),
                (after, most) -> caller.confinedTo()
                        .map(
                                own -> customers
                                        .findLive(caller.scope(), own)
                                        .filter(customer -> position(customer).isBehind(after))
                                        .stream()
                                        .toList())
                        .orElseGet(() -> customers.page(caller.scope(), after, most)),
                CustomerRoutes::position,
                customer -> CustomerJson.of(customer, caller));
    }

    private Answer post(Call call) {
        Form form = call.form();
        CreateCustomer payload = CustomerForms.create(form);
        Ticket ticket = commands.ticket(call);
        UUID id = form.uuid("id").orElseGet(() -> commands.customerId(ticket));
        EntityTag.refuseForNew(call.request().header("If-Match"));
        Order order =
                new Order(ticket, id, form.json(), OptionalLong.empty(), command -> command.setCreateCustomer(payload));
        return commands.carryOut(call, order, resource -> told(id, resource, call.caller()));
    }

    private Answer putOwn(Call call) {
        return put(call, call.caller().customerId());
    }

    private Answer put(Call call, UUID id) {
        Form form = call.form();
        UpdateCustomer payload = forms.update(id, form);
        Order order = new Order(
                commands.ticket(call),
                id,
                form.json(),
                demanded(call, id),
                command -> command.setUpdateCustomer(payload));
        return commands.carryOut(call, order, resource -> told(id, resource, call.caller()));
    }

    private Answer delete(Call call) {
        UUID id = existing(call, call.id("id"));
        Order order = new Order(
                commands.ticket(call),
                id,
                Form.empty().json(),
                demanded(call, id),
                command -> command.setDeleteCustomer(new DeleteCustomer()));
        return commands.carryOut(call, order, resource -> told(id, resource, call.caller()));
    }

    /** The id in the path; for a tenant no customer but its own exists. */
    private static UUID visible(Call call) {
        UUID id = call.id("id");
        if (call.caller().confinedTo().filter(own -> !own.equals(id)).isPresent()) {
            throw ApiException.notFound();
        }
        return id;
    }

    /** An id that nothing has is answered here and not remembered; the deleted is the provisioner's to judge. */
    private UUID existing(Call call, UUID id) {
        return customers.find(call.caller().scope(), id).map(Customer::getId).orElseThrow(ApiException::notFound);
    }

    private OptionalLong demanded(Call call, UUID id) {
        return EntityTag.demanded(
                call.request().header("If-Match"),
                () -> customers.findLive(call.caller().scope(), id).stream()
                        .mapToLong(Customer::getVersion)
                        .findFirst());
    }

    /** The customer as the command left it, or, where that has been erased since, as it is now. */
    private Answer told(UUID id, Optional<Resource> resource, Caller caller) {
        return answer(
                resource.map(Resource::getCustomer)
                        .or(() -> customers.find(caller.scope(), id))
                        .orElseThrow(ApiException::notFound),
                caller);
    }

    private static Answer answer(Customer customer, Caller caller) {
        return tagged(customer, CustomerJson.of(customer, caller));
    }

    private static Answer tagged(Customer customer, ObjectNode json) {
        return Answer.ok(json).withHeader("ETag", EntityTag.of(customer.getVersion()));
    }

    private static Position position(Customer customer) {
        return new Position(customer.getTmCreate(), customer.getId());
    }
}
