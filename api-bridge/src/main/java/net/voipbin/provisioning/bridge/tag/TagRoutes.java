package net.voipbin.provisioning.bridge.tag;

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
import net.voipbin.provisioning.contract.CreateTag;
import net.voipbin.provisioning.contract.DeleteTag;
import net.voipbin.provisioning.contract.Tag;
import net.voipbin.provisioning.contract.UpdateTag;

/** Tags. Thread-safe. */
public final class TagRoutes {

    private static final LockedFields LOCKED = LockedFields.of(TagJson.FORM, UpdateTag.getClassSchema());

    private final Resources<Tag> tags;

    public TagRoutes(Resources<Tag> tags) {
        this.tags = tags;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1.0/tags", STAFF, call -> tags.list(call, Condition.NONE)),
                Route.post("/v1.0/tags", STAFF, this::create),
                Route.get("/v1.0/tags/{id}", STAFF, tags::get),
                Route.put("/v1.0/tags/{id}", STAFF, this::update),
                Route.delete("/v1.0/tags/{id}", STAFF, this::delete));
    }

    private Answer create(Call call) {
        Form form = call.form();
        CreateTag payload = CreateTag.newBuilder()
                .setName(form.required("name", form::text))
                .setDetail(form.text("detail").orElse(""))
                .build();
        return tags.create(call, form, command -> command.setCreateTag(payload));
    }

    private Answer update(Call call) {
        Form form = call.form();
        UpdateTag.Builder payload = UpdateTag.newBuilder()
                .setName(form.text("name").orElse(null))
                .setDetail(form.text("detail").orElse(null))
                .setLocked(LOCKED.in(form));
        UUID id = call.id("id");
        return tags.change(
                call,
                form,
                id,
                command -> command.setUpdateTag(payload.setTagId(id).build()));
    }

    private Answer delete(Call call) {
        UUID id = call.id("id");
        return tags.change(call, Form.empty(), id, command -> command.setDeleteTag(new DeleteTag(id)));
    }
}
