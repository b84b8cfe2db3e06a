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
import net.voipbin.provisioning.bridge.customer.TenantScope;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Call;
import net.voipbin.provisioning.bridge.http.EntityTag;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.page.Pages;
import net.voipbin.provisioning.bridge.page.Position;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.Resource;
import org.apache.avro.specific.SpecificRecord;

/** What callers do with resources of one type: get, list, create, change. Thread-safe. */
public final class Resources<T extends SpecificRecord> {

    /** The version of what is no more. */
    private static final long GONE = 0;

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
        Order order =
                new Order(ticket, form.json(), () -> new Order.Draft(customerId.get(), OptionalLong.empty(), payload));
        return commands.carryOut(
                call, order, resource -> answer.apply(told(resource).orElseThrow(ApiException::notFound)));
    }

    /**
     * One that is to be changed.
     *
     * @param lookUp finds it; empty where there is none that the caller may know of
     * @param named its id, where the command that is to be published says it: then it may be asked for without a row
     */
    public record Target<T>(Supplier<Optional<T>> lookUp, Optional<UUID> named) {}

    /** The one whose id is in the path. */
    public Target<T> inPath(Call call) {
        return named(call, call.id("id"));
    }

    public Target<T> named(Call call, UUID id) {
        return new Target<>(() -> find(call, id), Optional.of(id));
    }

    /** One whose commands do not say its id, since its customer has no other: it must be there. */
    public Target<T> only(Call call, UUID id) {
        return new Target<>(() -> find(call, id), Optional.empty());
    }

    /** Changes the one whose id is in the path. */
    public Answer change(Call call, Form form, BiConsumer<Command.Builder, UUID> payload) {
        return change(call, form, inPath(call), payload);
    }

    /** @param payload sets the command's payload, given the resource's id */
    public Answer change(Call call, Form form, Target<T> target, BiConsumer<Command.Builder, UUID> payload) {
        Ticket ticket = commands.ticket(call);
        Order order = new Order(ticket, form.json(), () -> draft(call, ticket, target, payload));
        return commands.carryOut(
                call,
                order,
                resource ->
                        show(told(resource).or(target.lookUp()).orElseThrow(ApiException::notFound), call.caller()));
    }

    private Order.Draft draft(Call call, Ticket ticket, Target<T> target, BiConsumer<Command.Builder, UUID> payload) {
        Optional<String> ifMatch = call.request().header("If-Match");
        return target.lookUp()
                .get()
                .map(resource -> new Order.Draft(
                        table.customerId(resource),
                        EntityTag.demanded(ifMatch, table.version(resource)),
                        command -> payload.accept(command, table.id(resource))))
                .or(() -> vanished(call, ticket, target)
                        .map(id -> new Order.Draft(
                                call.caller().customerId(),
                                EntityTag.demanded(ifMatch, GONE),
                                command -> payload.accept(command, id))))
                // An id that nothing has is answered here and not remembered.
                .orElseThrow(ApiException::notFound);
    }

    /**
     * The id of what may have been deleted by this very request, given before: the read model can lose a row a little
     * earlier than it learns of the result, which then only the provisioner can tell. A super admin's is told by
     * nobody, for whose it was is gone with the row.
     */
    private static <T> Optional<UUID> vanished(Call call, Ticket ticket, Target<T> target) {
        return ticket.repeatable() && !call.caller().superAdmin() ? target.named() : Optional.empty();
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
