package net.voipbin.provisioning.bridge.queue;

import static net.voipbin.provisioning.bridge.route.Admission.STAFF;

import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.resource.Condition;
import net.voipbin.provisioning.bridge.resource.LockedFields;
import net.voipbin.provisioning.bridge.resource.Resources;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.CreateQueue;
import net.voipbin.provisioning.contract.DeleteQueue;
import net.voipbin.provisioning.contract.Queue;
import net.voipbin.provisioning.contract.UpdateQueue;
import net.voipbin.provisioning.contract.UpdateQueueRoutingMethod;
import net.voipbin.provisioning.contract.UpdateQueueTagIds;

/** Queues. Thread-safe. */
public final class QueueRoutes {

    private static final LockedFields LOCKED = LockedFields.of(QueueJson.FORM, UpdateQueue.getClassSchema());

    private final Resources<Queue> queues;

    public QueueRoutes(Resources<Queue> queues) {
        this.queues = queues;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1.0/queues", STAFF, call -> queues.list(call, Condition.NONE)),
                Route.post("/v1.0/queues", STAFF, this::create),
                Route.get("/v1.0/queues/{id}", STAFF, queues::get),
                Route.put("/v1.0/queues/{id}", STAFF, this::update),
                Route.put("/v1.0/queues/{id}/tag_ids", STAFF, this::updateTagIds),
                Route.put("/v1.0/queues/{id}/routing_method", STAFF, this::updateRoutingMethod),
                Route.delete("/v1.0/queues/{id}", STAFF, this::delete));
    }

    private Answer create(Call call) {
        Form form = call.form();
        CreateQueue.Builder payload = CreateQueue.newBuilder()
                .setName(form.text("name").orElse(""))
                .setDetail(form.text("detail").orElse(""))
                .setTagIds(form.tagIds("tag_ids").orElse(List.of()))
                .setWaitFlowId(form.text("wait_flow_id").orElse(""));
        form.text("routing_method").ifPresent(payload::setRoutingMethod);
        form.whole("wait_timeout").ifPresent(payload::setWaitTimeout);
        form.whole("service_timeout").ifPresent(payload::setServiceTimeout);
        return queues.create(call, form, command -> command.setCreateQueue(payload.build()));
    }

    private Answer update(Call call) {
        Form form = call.form();
        UpdateQueue.Builder payload = UpdateQueue.newBuilder()
                .setName(form.text("name").orElse(null))
                .setDetail(form.text("detail").orElse(null))
                .setRoutingMethod(form.text("routing_method").orElse(null))
                .setTagIds(form.tagIds("tag_ids").orElse(null))
                .setWaitFlowId(form.text("wait_flow_id").orElse(null))
                .setWaitTimeout(form.whole("wait_timeout").orElse(null))
                .setServiceTimeout(form.whole("service_timeout").orElse(null))
                .setLocked(LOCKED.in(form));
        UUID id = call.id("id");
        return queues.change(
                call,
                form,
                id,
                command -> command.setUpdateQueue(payload.setQueueId(id).build()));
    }

    private Answer updateTagIds(Call call) {
        Form form = call.form();
        List<String> tagIds = form.required("tag_ids", form::tagIds);
        UUID id = call.id("id");
        return queues.change(
                call, form, id, command -> command.setUpdateQueueTagIds(new UpdateQueueTagIds(id, tagIds)));
    }

    private Answer updateRoutingMethod(Call call) {
        Form form = call.form();
        String routingMethod = form.required("routing_method", form::text);
        UUID id = call.id("id");
        return queues.change(
                call,
                form,
                id,
                command -> command.setUpdateQueueRoutingMethod(new UpdateQueueRoutingMethod(id, routingMethod)));
    }

    private Answer delete(Call call) {
        UUID id = call.id("id");
        return queues.change(call, Form.empty(), id, command -> command.setDeleteQueue(new DeleteQueue(id)));
    }
}
