package net.voipbin.provisioning.bridge.flow;

import static net.voipbin.provisioning.bridge.route.Admission.STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.resource.Condition;
import net.voipbin.provisioning.bridge.resource.LockedFields;
import net.voipbin.provisioning.bridge.resource.Resources;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.CreateFlow;
import net.voipbin.provisioning.contract.DeleteFlow;
import net.voipbin.provisioning.contract.Flow;
import net.voipbin.provisioning.contract.NamedFlowAction;
import net.voipbin.provisioning.contract.UpdateFlow;

/** Flows. Thread-safe. */
public final class FlowRoutes {

    private static final LockedFields LOCKED = LockedFields.of(FlowJson.FORM, UpdateFlow.getClassSchema());

    private final Resources<Flow> flows;

    public FlowRoutes(Resources<Flow> flows) {
        this.flows = flows;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1.0/flows", STAFF, call -> flows.list(call, Condition.NONE)),
                Route.post("/v1.0/flows", STAFF, this::create),
                Route.get("/v1.0/flows/{id}", STAFF, flows::get),
                Route.put("/v1.0/flows/{id}", STAFF, this::update),
                Route.delete("/v1.0/flows/{id}", STAFF, this::delete));
    }

    private Answer create(Call call) {
        Form form = call.form();
        CreateFlow.Builder payload = CreateFlow.newBuilder()
                .setName(form.text("name").orElse(""))
                .setDetail(form.text("detail").orElse(""))
                .setActions(actions(form).orElse(List.of()))
                .setOnCompleteFlowId(form.text("on_complete_flow_id").orElse(""));
        form.text("type").ifPresent(payload::setType);
        return flows.create(call, form, command -> command.setCreateFlow(payload.build()));
    }

    private Answer update(Call call) {
        Form form = call.form();
        UpdateFlow.Builder payload = UpdateFlow.newBuilder()
                .setType(form.text("type").orElse(null))
                .setName(form.text("name").orElse(null))
                .setDetail(form.text("detail").orElse(null))
                .setActions(actions(form).orElse(null))
                .setOnCompleteFlowId(form.text("on_complete_flow_id").orElse(null))
                .setLocked(LOCKED.in(form));
        UUID id = call.id("id");
        return flows.change(
                call,
                form,
                id,
                command -> command.setUpdateFlow(payload.setFlowId(id).build()));
    }

    private Answer delete(Call call) {
        UUID id = call.id("id");
        return flows.change(call, Form.empty(), id, command -> command.setDeleteFlow(new DeleteFlow(id)));
    }

    private static Optional<List<NamedFlowAction>> actions(Form form) {
        return form.objects("actions")
                .map(actions -> actions.stream().map(FlowRoutes::action).toList());
    }

    private static NamedFlowAction action(Form action) {
        return new NamedFlowAction(
                action.text("id").orElse(""),
                action.text("next_id").orElse(""),
                action.text("type").orElse(""),
                action.free("option").map(JsonNode::toString).orElse(""));
    }
}
