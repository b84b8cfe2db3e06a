package net.voipbin.provisioning.bridge.number;

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
import net.voipbin.provisioning.contract.CreateNumber;
import net.voipbin.provisioning.contract.DeleteNumber;
import net.voipbin.provisioning.contract.Number;
import net.voipbin.provisioning.contract.RenewNumber;
import net.voipbin.provisioning.contract.UpdateNumber;
import net.voipbin.provisioning.contract.UpdateNumberFlowIds;
import net.voipbin.provisioning.contract.UpdateNumberMetadata;

/** Numbers. Thread-safe. */
public final class NumberRoutes {

    private static final LockedFields LOCKED = LockedFields.of(NumberJson.FORM, UpdateNumber.getClassSchema());

    private final Resources<Number> numbers;
    private final AvailableNumbers available;

    public NumberRoutes(Resources<Number> numbers, AvailableNumbers available) {
        this.numbers = numbers;
        this.available = available;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1.0/numbers", STAFF, call -> numbers.list(call, Condition.NONE)),
                Route.post("/v1.0/numbers", STAFF, this::create),
                Route.get("/v1.0/numbers/{id}", STAFF, numbers::get),
                Route.put("/v1.0/numbers/{id}", STAFF, this::update),
                Route.put("/v1.0/numbers/{id}/flow_ids", STAFF, this::updateFlowIds),
                Route.put("/v1.0/numbers/{id}/metadata", STAFF, this::updateMetadata),
                Route.post("/v1.0/numbers/{id}/renew", STAFF, this::renew),
                Route.delete("/v1.0/numbers/{id}", STAFF, this::delete),
                Route.get("/v1.0/available_numbers", STAFF, available::list));
    }

    private Answer create(Call call) {
        Form form = call.form();
        CreateNumber.Builder payload = CreateNumber.newBuilder()
                .setNumber(form.required("number", form::text))
                .setCallFlowId(form.text("call_flow_id").orElse(""))
                .setMessageFlowId(form.text("message_flow_id").orElse(""))
                .setName(form.text("name").orElse(""))
                .setDetail(form.text("detail").orElse(""));
        form.text("type").ifPresent(payload::setType);
        return numbers.create(call, form, command -> command.setCreateNumber(payload.build()));
    }

    private Answer update(Call call) {
        Form form = call.form();
        UpdateNumber.Builder payload = UpdateNumber.newBuilder()
                .setName(form.text("name").orElse(null))
                .setDetail(form.text("detail").orElse(null))
                .setCallFlowId(form.text("call_flow_id").orElse(null))
                .setMessageFlowId(form.text("message_flow_id").orElse(null))
                .setLocked(LOCKED.in(form));
        UUID id = call.id("id");
        return numbers.change(
                call,
                form,
                id,
                command -> command.setUpdateNumber(payload.setNumberId(id).build()));
    }

    private Answer updateFlowIds(Call call) {
        Form form = call.form();
        UpdateNumberFlowIds.Builder payload = UpdateNumberFlowIds.newBuilder()
                .setCallFlowId(form.text("call_flow_id").orElse(null))
                .setMessageFlowId(form.text("message_flow_id").orElse(null));
        UUID id = call.id("id");
        return numbers.change(
                call,
                form,
                id,
                command ->
                        command.setUpdateNumberFlowIds(payload.setNumberId(id).build()));
    }

    private Answer updateMetadata(Call call) {
        Form form = call.form();
        boolean rtpDebug = form.flag("rtp_debug").orElse(false);
        UUID id = call.id("id");
        return numbers.change(
                call, form, id, command -> command.setUpdateNumberMetadata(new UpdateNumberMetadata(id, rtpDebug)));
    }

    private Answer renew(Call call) {
        UUID id = call.id("id");
        return numbers.change(call, Form.empty(), id, command -> command.setRenewNumber(new RenewNumber(id)));
    }

    private Answer delete(Call call) {
        UUID id = call.id("id");
        return numbers.change(call, Form.empty(), id, command -> command.setDeleteNumber(new DeleteNumber(id)));
    }
}
