package net.voipbin.provisioning.bridge.resource;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.command.CommandGateway;
import net.voipbin.provisioning.bridge.command.Order;
import net.voipbin.provisioning.bridge.command.Ticket;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.EntityTag;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.page.Pages;
import net.voipbin.provisioning.bridge.page.Position;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.Resource;
import org.apache.avro.specific.SpecificRecord;

/** What callers do with resources of one type: get, list, create, change. Thread-safe. */
public final class Resources<T extends SpecificRecord> {

    private final ResourceType<T> type;
    private final ReadTable<T> table;
    private final CommandGateway commands;
    private final TenantScope tenants;
    private final Pages pages;

    public Resources(ResourceType<T> type, CommandGateway commands, TenantScope tenants, Pages pages) {
        this.type = type;
        table = type.table();
        this.commands = commands;
        this.tenants = tenants;
        this.pages = pages;
    }

    /** The one whose id is in the path. */
    public Answer get(Call call) {
        UUID id = call.id("id");
        return show(find(call, id).orElseThrow(ApiException::notFound), call.caller());
    }

    public Optional<T> find(Call call, UUID id) {
        return table.find(call.caller().scope(), id);
    }

    /** The only one that the caller's customer has. */
    public Optional<T> findOnly(Call call) {
        Caller caller = call.caller();
        return table
                .page(caller.scope(), Optional.of(caller.customerId()), Condition.NONE, Position.START, 1)
                .rows()
                .stream()
                .findFirst();
    }

    /** Those of the customer that the call is for; where a super admin names none, of the platform's own. */
    public Answer list(Call call, Condition condition) {
        return page(call, Optional.of(tenants.customer(call)), condition);
    }

    /** Those of the customer that the call names; where a super admin names none, of all customers. */
    public Answer listOfAll(Call call) {
        return page(call, tenants.named(call).or(() -> call.caller().confinedTo()), Condition.NONE);
    }

    private Answer page(Call call, Optional<UUID> within, Condition condition) {
        Caller caller = call.caller();
        return pages.answer(
                table.name(),
                within,
                call.query(),
                (after, most) -> table.page(caller.scope(), within, condition, after, most),
                table::position,
                resource -> type.json().apply(resource, caller));
    }

    /** Creates one for the customer that the body names, or the caller's own. */
    public Answer create(Call call, Form form, Consumer<Command.Builder> payload) {
        return create(call, form, commands.ticket(call), payload, resource -> show(resource, call.caller()));
    }

    /** The same with an answer of its own. */
    public Answer create(
            Call call, Form form, Ticket ticket, Consumer<Command.Builder> payload, Function<T, Answer> answer) {
        return create(call, form, ticket, () -> tenants.customer(call, form), payload, answer);
    }

    /** Creates one for a customer that is looked up only where the call was not decided before. */
    public Answer create(
            Call call,
            Form form,
            Ticket ticket,
            Supplier<UUID> customerId,
            Consumer<Command.Builder> payload,
            Function<T, Answer> answer) {
        EntityTag.refuseForNew(call.request().header("If-Match"));
        Order order = new Order(
                ticket,
                form.json(),
                () -> Optional.of(new Order.Draft(customerId.get(), OptionalLong.empty(), payload)));
        return commands.carryOut(
                call, order, resource -> answer.apply(told(resource).orElseThrow(ApiException::notFound)));
    }

    /** Finds the one whose id is in the path. */
    public Supplier<Optional<T>> inPath(Call call) {
        UUID id = call.id("id");
        return () -> find(call, id);
    }

    /** Changes the one whose id is in the path. */
    public Answer change(Call call, Form form, BiConsumer<Command.Builder, UUID> payload) {
        return change(call, form, inPath(call), payload);
    }

    /**
     * Changes one.
     *
     * @param target finds it; empty where there is none that the caller may know of
     * @param payload sets the command's payload, given the resource's id
     */
    public Answer change(
            Call call, Form form, Supplier<Optional<T>> target, BiConsumer<Command.Builder, UUID> payload) {
        Order order = new Order(commands.ticket(call), form.json(), () -> draft(call, target, payload));
        return commands.carryOut(
                call,
                order,
                resource -> show(told(resource).or(target).orElseThrow(ApiException::notFound), call.caller()));
    }

    private Optional<Order.Draft> draft(
            Call call, Supplier<Optional<T>> target, BiConsumer<Command.Builder, UUID> payload) {
        return target.get()
                .map(resource -> new Order.Draft(
                        table.customerId(resource),
                        EntityTag.demanded(call.request().header("If-Match"), table.version(resource)),
                        command -> payload.accept(command, table.id(resource))));
    }

    private Optional<T> told(Optional<Resource> resource) {
        return resource.flatMap(type::of);
    }

    public Answer show(T resource, Caller viewer) {
        return tagged(Answer.ok(type.json().apply(resource, viewer)), resource);
    }

    public Answer showNew(T resource, Caller viewer) {
        return tagged(Answer.created(type.json().apply(resource, viewer)), resource);
    }

    public Answer tagged(Answer answer, T resource) {
        return answer.withHeader("ETag", EntityTag.of(table.version(resource)));
    }
}
