package net.voipbin.provisioning.domain.model;

import static net.voipbin.provisioning.domain.Resource.Type.AGENT;
import static net.voipbin.provisioning.domain.Resource.Type.FLOW;
import static net.voipbin.provisioning.domain.Resource.Type.NUMBER;
import static net.voipbin.provisioning.domain.Resource.Type.QUEUE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.billing.AddBalance;
import net.voipbin.provisioning.domain.billing.SubtractBalance;
import net.voipbin.provisioning.domain.billing.TopUpTokens;
import net.voipbin.provisioning.domain.billing.UpdateBillingAccount;
import net.voipbin.provisioning.domain.billing.UpdatePaymentInfo;
import net.voipbin.provisioning.domain.billing.UpdatePlanType;
import net.voipbin.provisioning.domain.flow.CreateFlow;
import net.voipbin.provisioning.domain.flow.DeleteFlow;
import net.voipbin.provisioning.domain.flow.NamedFlowAction;
import net.voipbin.provisioning.domain.flow.UpdateFlow;
import net.voipbin.provisioning.domain.number.CreateNumber;
import net.voipbin.provisioning.domain.number.DeleteNumber;
import net.voipbin.provisioning.domain.number.RenewNumber;
import net.voipbin.provisioning.domain.number.UpdateNumber;
import net.voipbin.provisioning.domain.number.UpdateNumberFlowIds;
import net.voipbin.provisioning.domain.number.UpdateNumberMetadata;
import net.voipbin.provisioning.domain.queue.CreateQueue;
import net.voipbin.provisioning.domain.queue.DeleteQueue;
import net.voipbin.provisioning.domain.queue.UpdateQueue;
import net.voipbin.provisioning.domain.queue.UpdateQueueRoutingMethod;
import net.voipbin.provisioning.domain.queue.UpdateQueueTagIds;
import net.voipbin.provisioning.domain.text.DerivedId;

/** The rules of numbers, flows, queues and the billing account. */
final class WorkModel {

    private static final long PRICE = 5_000_000;

    private final ModelWorld world;
    private final ModelAccess access;

    WorkModel(ModelWorld world, ModelAccess access) {
        this.world = world;
        this.access = access;
    }

    /** Whether something changed; empty where the command is none of these. */
    Optional<Boolean> applied(Command command, Instant time) {
        return switch (command.request()) {
            case CreateNumber create -> Optional.of(created(command, create, time));
            case UpdateNumber update -> Optional.of(updated(command, update, time));
            case UpdateNumberFlowIds update -> Optional.of(linked(command, update, time));
            case UpdateNumberMetadata update ->
                Optional.of(world.update(
                        access.to(command, ModelAccess.STAFF, NUMBER, update.numberId()),
                        Map.of("rtp_debug", update.metadata().rtpDebug()),
                        time));
            case RenewNumber renew -> Optional.of(renewed(command, renew, time));
            case DeleteNumber delete -> Optional.of(ended(command, NUMBER, delete.numberId(), time));
            case CreateFlow create -> Optional.of(created(command, create, time));
            case UpdateFlow update -> Optional.of(updated(command, update, time));
            case DeleteFlow delete -> Optional.of(deleted(command, delete, time));
            case CreateQueue create -> Optional.of(created(command, create, time));
            case UpdateQueue update -> Optional.of(updated(command, update, time));
            case UpdateQueueTagIds update -> Optional.of(tagged(command, update, time));
            case UpdateQueueRoutingMethod update -> Optional.of(routed(command, update, time));
            case DeleteQueue delete -> Optional.of(ended(command, QUEUE, delete.queueId(), time));
            case UpdateBillingAccount update -> Optional.of(updated(command, update, time));
            case UpdatePaymentInfo update -> Optional.of(updated(command, update, time));
            case UpdatePlanType update -> Optional.of(planned(command, update, time));
            case AddBalance add -> Optional.of(added(command, add, time));
            case SubtractBalance subtract -> Optional.of(subtracted(command, subtract, time));
            case TopUpTokens topUp -> Optional.of(toppedUp(command, time));
            default -> Optional.empty();
        };
    }

    private boolean created(Command command, CreateNumber create, Instant time) {
        access.toCreate(command, ModelAccess.STAFF);
        boolean virtual = create.type().equals("virtual");
        boolean fits = create.number().startsWith("+899") == virtual
                && !create.number().startsWith("+899000");
        Refused.unless(fits, Reason.INVALID_ARGUMENT);
        wellFormed(Optional.of(create.callFlowId()), Optional.of(create.messageFlowId()));
        UUID customerId = command.customerId();
        ModelResource customer = world.customer(customerId).orElseThrow();
        ModelResource account = world.account(customerId);
        if (!virtual) {
            Refused.unless(
                    customer.field("identity_verification_status").equals("verified"),
                    Reason.IDENTITY_VERIFICATION_REQUIRED);
            Refused.unless(account.count("balance_credit") >= PRICE, Reason.INSUFFICIENT_BALANCE);
        }
        Optional<UUID> call = ResourceFacts.reference(create.callFlowId());
        Optional<UUID> message = ResourceFacts.reference(create.messageFlowId());
        flowsLive(customerId, call, message);
        if (virtual) {
            Limits.more(
                    world,
                    customerId,
                    NUMBER,
                    Limits.VIRTUAL_NUMBERS,
                    number -> number.text("type").equals("virtual"));
        }
        UUID id = DerivedId.of(customerId, "number/" + command.commandId());
        boolean taken = world.taken(NUMBER, id, other -> other.text("number").equals(create.number()));
        Refused.unless(!taken, Reason.NUMBER_ALREADY_EXISTS);
        world.make(new ModelResource(
                NUMBER,
                id,
                customerId,
                time,
                Map.of(
                        "number", create.number(),
                        "type", create.type(),
                        "call_flow_id", call,
                        "message_flow_id", message,
                        "name", create.name(),
                        "detail", create.detail(),
                        "rtp_debug", false,
                        "tm_purchase", time,
                        "tm_renew", Optional.empty())));
        if (!virtual) {
            pay(account, time);
        }
        return true;
    }

    private void pay(ModelResource account, Instant time) {
        world.update(account, Map.of("balance_credit", account.count("balance_credit") - PRICE), time);
    }

    private boolean updated(Command command, UpdateNumber update, Instant time) {
        ModelResource number = access.to(command, ModelAccess.STAFF, NUMBER, update.numberId());
        wellFormed(update.callFlowId(), update.messageFlowId());
        ModelAccess.locked(number, update.locked());
        Map<String, Object> named = StaffModel.named(update.name(), update.detail());
        named.putAll(flows(command.customerId(), update.callFlowId(), update.messageFlowId()));
        return world.update(number, named, time);
    }

    private boolean linked(Command command, UpdateNumberFlowIds update, Instant time) {
        ModelResource number = access.to(command, ModelAccess.STAFF, NUMBER, update.numberId());
        wellFormed(update.callFlowId(), update.messageFlowId());
        return world.update(number, flows(command.customerId(), update.callFlowId(), update.messageFlowId()), time);
    }

    private Map<String, Object> flows(UUID customerId, Optional<String> call, Optional<String> message) {
        Map<String, Object> named = new HashMap<>();
        call.ifPresent(id -> named.put("call_flow_id", ResourceFacts.reference(id)));
        message.ifPresent(id -> named.put("message_flow_id", ResourceFacts.reference(id)));
        flowsLive(customerId, call.flatMap(ResourceFacts::reference), message.flatMap(ResourceFacts::reference));
        return named;
    }

    @SafeVarargs
    private void flowsLive(UUID customerId, Optional<UUID>... ids) {
        List<UUID> named = Stream.of(ids).flatMap(Optional::stream).toList();
        Refused.unless(world.allLive(customerId, FLOW, named), Reason.REFERENCE_INVALID);
    }

    @SafeVarargs
    private static void wellFormed(Optional<String>... references) {
        Refused.unless(
                Stream.of(references)
                        .flatMap(Optional::stream)
                        .allMatch(named -> named.isEmpty() || named.length() == 36),
                Reason.REFERENCE_INVALID);
    }

    /** A normal number costs again; without the credit it goes. */
    private boolean renewed(Command command, RenewNumber renew, Instant time) {
        ModelResource number = access.to(command, ModelAccess.STAFF, NUMBER, renew.numberId());
        ModelResource account = world.account(command.customerId());
        boolean free = number.text("type").equals("virtual");
        if (!free && account.count("balance_credit") < PRICE) {
            world.end(number, Map.of(), time);
            return true;
        }
        world.change(number, Map.of("tm_renew", Optional.of(time)), time);
        if (!free) {
            pay(account, time);
        }
        return true;
    }

    private boolean ended(Command command, Resource.Type type, UUID id, Instant time) {
        world.end(access.to(command, ModelAccess.STAFF, type, id), Map.of(), time);
        return true;
    }

    private boolean created(Command command, CreateFlow create, Instant time) {
        access.toCreate(command, ModelAccess.STAFF);
        actions(create.actions());
        wellFormed(Optional.of(create.onCompleteFlowId()));
        Optional<UUID> next = ResourceFacts.reference(create.onCompleteFlowId());
        flowsLive(command.customerId(), next);
        UUID id = DerivedId.of(command.customerId(), "flow/" + command.commandId());
        world.make(new ModelResource(
                FLOW,
                id,
                command.customerId(),
                time,
                Map.of(
                        "name", create.name(),
                        "detail", create.detail(),
                        "actions", types(create.actions()),
                        "on_complete_flow_id", next)));
        return true;
    }

    private boolean updated(Command command, UpdateFlow update, Instant time) {
        ModelResource flow = access.to(command, ModelAccess.STAFF, FLOW, update.flowId());
        update.actions().ifPresent(WorkModel::actions);
        wellFormed(update.onCompleteFlowId());
        ModelAccess.locked(flow, update.locked());
        Map<String, Object> named = StaffModel.named(update.name(), update.detail());
        update.actions().ifPresent(actions -> named.put("actions", types(actions)));
        update.onCompleteFlowId().ifPresent(id -> named.put("on_complete_flow_id", ResourceFacts.reference(id)));
        flowsLive(command.customerId(), update.onCompleteFlowId().flatMap(ResourceFacts::reference));
        return world.update(flow, named, time);
    }

    private static void actions(List<NamedFlowAction> actions) {
        Refused.unless(Set.of("answer", "talk", "hangup").containsAll(types(actions)), Reason.INVALID_ACTION_TYPE);
    }

    private static List<String> types(List<NamedFlowAction> actions) {
        return actions.stream().map(NamedFlowAction::type).toList();
    }

    /** Numbers, queues and other flows refer to it no more. */
    private boolean deleted(Command command, DeleteFlow delete, Instant time) {
        ModelResource flow = access.to(command, ModelAccess.STAFF, FLOW, delete.flowId());
        world.end(flow, Map.of(), time);
        Map<Resource.Type, List<String>> fields = Map.of(
                NUMBER, List.of("call_flow_id", "message_flow_id"),
                QUEUE, List.of("wait_flow_id"),
                FLOW, List.of("on_complete_flow_id"));
        fields.forEach((type, names) -> world.live(command.customerId(), type)
                .toList()
                .forEach(referring -> {
                    Map<String, Object> cleared = new HashMap<>();
                    names.stream()
                            .filter(name -> referring.field(name).equals(Optional.of(flow.id())))
                            .forEach(name -> cleared.put(name, Optional.empty()));
                    world.update(referring, cleared, time);
                }));
        return true;
    }

    private boolean created(Command command, CreateQueue create, Instant time) {
        access.toCreate(command, ModelAccess.STAFF);
        routing(create.routingMethod());
        List<UUID> tags = StaffModel.tagIds(create.tagIds());
        wellFormed(Optional.of(create.waitFlowId()));
        Optional<UUID> wait = ResourceFacts.reference(create.waitFlowId());
        tagsLive(command.customerId(), tags);
        flowsLive(command.customerId(), wait);
        Limits.more(world, command.customerId(), QUEUE, Limits.QUEUES);
        UUID id = DerivedId.of(command.customerId(), "queue/" + command.commandId());
        world.make(new ModelResource(
                QUEUE,
                id,
                command.customerId(),
                time,
                Map.of(
                        "name", create.name(),
                        "detail", create.detail(),
                        "routing_method", create.routingMethod(),
                        "tag_ids", tags,
                        "wait_flow_id", wait,
                        "wait_timeout", create.waitTimeout(),
                        "service_timeout", create.serviceTimeout())));
        return true;
    }

    private boolean updated(Command command, UpdateQueue update, Instant time) {
        ModelResource queue = access.to(command, ModelAccess.STAFF, QUEUE, update.queueId());
        update.routingMethod().ifPresent(WorkModel::routing);
        Optional<List<UUID>> tags = update.tagIds().map(StaffModel::tagIds);
        wellFormed(update.waitFlowId());
        ModelAccess.locked(queue, update.locked());
        Map<String, Object> named = StaffModel.named(update.name(), update.detail());
        update.routingMethod().ifPresent(value -> named.put("routing_method", value));
        tags.ifPresent(value -> named.put("tag_ids", value));
        update.waitFlowId().ifPresent(value -> named.put("wait_flow_id", ResourceFacts.reference(value)));
        update.waitTimeout().ifPresent(value -> named.put("wait_timeout", value));
        update.serviceTimeout().ifPresent(value -> named.put("service_timeout", value));
        tagsLive(command.customerId(), tags.orElse(List.of()));
        flowsLive(command.customerId(), update.waitFlowId().flatMap(ResourceFacts::reference));
        return world.update(queue, named, time);
    }

    private boolean tagged(Command command, UpdateQueueTagIds update, Instant time) {
        ModelResource queue = access.to(command, ModelAccess.STAFF, QUEUE, update.queueId());
        List<UUID> tags = StaffModel.tagIds(update.tagIds());
        tagsLive(command.customerId(), tags);
        return world.update(queue, Map.of("tag_ids", tags), time);
    }

    private boolean routed(Command command, UpdateQueueRoutingMethod update, Instant time) {
        ModelResource queue = access.to(command, ModelAccess.STAFF, QUEUE, update.queueId());
        routing(update.routingMethod());
        return world.update(queue, Map.of("routing_method", update.routingMethod()), time);
    }

    private void tagsLive(UUID customerId, List<UUID> tags) {
        Refused.unless(world.allLive(customerId, Resource.Type.TAG, tags), Reason.REFERENCE_INVALID);
    }

    private static void routing(String named) {
        Refused.unless(Set.of("random", "ringall").contains(named), Reason.INVALID_ROUTING_METHOD);
    }

    private boolean updated(Command command, UpdateBillingAccount update, Instant time) {
        ModelResource account = access.toAccount(command, ModelAccess.ADMIN);
        ModelAccess.locked(account, update.locked());
        return world.update(account, StaffModel.named(update.name(), update.detail()), time);
    }

    private boolean updated(Command command, UpdatePaymentInfo update, Instant time) {
        ModelResource account = access.toAccount(command, ModelAccess.ADMIN);
        List<Object> payment = new ArrayList<>((List<?>) account.field("payment"));
        update.paymentType().ifPresent(named -> payment.set(0, !named.isEmpty()));
        update.paymentMethod().ifPresent(named -> payment.set(1, !named.isEmpty()));
        return world.update(account, Map.of("payment", payment), time);
    }

    private boolean planned(Command command, UpdatePlanType update, Instant time) {
        ModelResource account = access.platformToAccount(command);
        UUID id = command.customerId();
        long virtual = world.live(id, NUMBER)
                .filter(number -> number.text("type").equals("virtual"))
                .count();
        boolean changes = account.differs(Map.of("plan_type", update.planType()));
        boolean fits = Limits.within(world.live(id, AGENT).count(), update.planType(), Limits.AGENTS)
                && Limits.within(world.live(id, QUEUE).count(), update.planType(), Limits.QUEUES)
                && Limits.within(virtual, update.planType(), Limits.VIRTUAL_NUMBERS);
        Refused.unless(!changes || fits, Reason.RESOURCE_LIMIT_EXCEEDED);
        return world.update(account, Map.of("plan_type", update.planType()), time);
    }

    private boolean added(Command command, AddBalance add, Instant time) {
        ModelResource account = access.platformToAccount(command);
        long credit = account.count("balance_credit");
        Refused.unless(add.amount() >= 0 && credit + add.amount() >= 0, Reason.INVALID_ARGUMENT);
        return world.update(account, Map.of("balance_credit", credit + add.amount()), time);
    }

    private boolean subtracted(Command command, SubtractBalance subtract, Instant time) {
        ModelResource account = access.platformToAccount(command);
        long credit = account.count("balance_credit");
        Refused.unless(subtract.amount() >= 0, Reason.INVALID_ARGUMENT);
        Refused.unless(subtract.amount() <= credit, Reason.INSUFFICIENT_BALANCE);
        return world.update(account, Map.of("balance_credit", credit - subtract.amount()), time);
    }

    /** Once a period; periods are counted in months from the account's birth. */
    private boolean toppedUp(Command command, Instant time) {
        ModelResource account = access.platformToAccount(command);
        Instant due = (Instant) ((Optional<?>) account.field("tm_next_topup")).orElseThrow();
        if (account.field("status").equals("frozen") || time.isBefore(due)) {
            return false;
        }
        int months = 1;
        while (!LifecycleModel.monthsAfter(account.tmCreate(), months).isAfter(time)) {
            months++;
        }
        Map<String, Long> tokens = Map.of("free", 100L, "basic", 1_000L, "professional", 10_000L);
        world.change(
                account,
                Map.of(
                        "balance_token", tokens.getOrDefault(account.text("plan_type"), account.count("balance_token")),
                        "tm_last_topup", Optional.of(time),
                        "tm_next_topup", Optional.of(LifecycleModel.monthsAfter(account.tmCreate(), months))),
                time);
        return true;
    }
}
