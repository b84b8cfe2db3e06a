package net.voipbin.provisioning.bridge.resource;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.command.CommandGateway;
import net.voipbin.provisioning.bridge.command.StoredResult;
import net.voipbin.provisioning.bridge.command.Write;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.EntityTag;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.page.Pages;
import net.voipbin.provisioning.bridge.page.Position;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.contract.Command;
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

    /** Answers with the resource whose id is in the path. */
    public Answer get(Call call) {
        UUID id = call.id("id");
        return show(find(call, id).orElseThrow(ApiException::notFound), call.caller());
    }

    public Optional<T> find(Call call, UUID id) {
        return table.find(call.caller().scope(), id);
    }

    /** Finds the only resource of the type that the caller's customer has. */
    public Optional<T> findOnly(Call call) {
        Caller caller = call.caller();
        return table
                .page(caller.scope(), Optional.of(caller.customerId()), Condition.NONE, Position.START, 1)
                .rows()
                .stream()
                .findFirst();
    }

    /** Lists the resources of the customer that the call is for; where a super admin names none, the platform's own. */
    public Answer list(Call call, Condition condition) {
        return page(call, Optional.of(tenants.customer(call)), condition);
    }

    /** Lists the resources of the customer that the call names; where a super admin names none, of all customers. */
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

    /**
     * The write that the call asks for; its deadline begins to run.
     *
     * @throws ApiException INVALID_REQUEST_PARAMETER where the idempotency key is blank or too long
     */
    public Write begin(Call call, Form form) {
        return commands.begin(call.request(), call.caller(), form.json());
    }

    /** Creates a resource for the customer that the body names, or the caller's own. */
    public Answer create(Call call, Form form, Consumer<Command.Builder> payload) {
        return create(call, form, begin(call, form), payload, resource -> show(resource, call.caller()));
    }

    /**
     * Creates a resource for the customer that the body names, or the caller's own.
     *
     * @param answer makes the answer of the new resource
     */
    public Answer create(
            Call call, Form form, Write write, Consumer<Command.Builder> payload, Function<T, Answer> answer) {
        return create(call, write, () -> tenants.customer(call, form), payload, answer);
    }

    /** Creates a resource of the customer with the id, which need not exist yet. */
    public Answer createFor(UUID customerId, Call call, Write write, Consumer<Command.Builder> payload) {
        return create(call, write, () -> customerId, payload, resource -> show(resource, call.caller()));
    }

    /** @param customer finds whose the resource will be; asked only where the write was not decided before */
    private Answer create(
            Call call,
            Write write,
            Supplier<UUID> customer,
            Consumer<Command.Builder> payload,
            Function<T, Answer> answer) {
        EntityTag.refuseForNew(call.request().header("If-Match"));
        Optional<StoredResult> outcome = commands.earlier(write);
        if (outcome.isEmpty()) {
            outcome = decide(write, customer.get(), OptionalLong.empty(), payload);
        }
        return commands.tell(
                write,
                outcome,
                resource -> answer.apply(resource.flatMap(type::of).orElseThrow(ApiException::notFound)));
    }

    /** Changes the resource with the id. */
    public Answer change(Call call, Form form, UUID id, Consumer<Command.Builder> payload) {
        return change(call, form, () -> find(call, id), payload);
    }

    /**
     * Changes the resource that the target finds.
     *
     * @param target finds it; empty where there is none that the caller may know of
     * @param payload sets the command's payload; called only where the call was not decided before
     */
    public Answer change(Call call, Form form, Supplier<Optional<T>> target, Consumer<Command.Builder> payload) {
        Write write = begin(call, form);
        Optional<StoredResult> outcome = commands.earlier(write);
        if (outcome.isEmpty()) {
            Optional<T> present = target.get();
            outcome = present.isPresent()
                    ? decide(write, table.customerId(present.get()), demandedVersion(call, present.get()), payload)
                    : Optional.of(commands.earlierOrNotFound(write));
        }
        return commands.tell(
                write,
                outcome,
                resource ->
                        show(resource.flatMap(type::of).or(target).orElseThrow(ApiException::notFound), call.caller()));
    }

    private OptionalLong demandedVersion(Call call, T present) {
        return EntityTag.demanded(call.request().header("If-Match"), table.version(present));
    }

    private Optional<StoredResult> decide(
            Write write, UUID customerId, OptionalLong expectedVersion, Consumer<Command.Builder> payload) {
        Command.Builder command = commands.command(write, customerId);
        expectedVersion.ifPresent(command::setExpectedVersion);
        payload.accept(command);
        return commands.decide(write, command.build());
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
