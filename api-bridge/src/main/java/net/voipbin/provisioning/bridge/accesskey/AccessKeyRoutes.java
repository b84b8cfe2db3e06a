package net.voipbin.provisioning.bridge.accesskey;

import static net.voipbin.provisioning.bridge.route.Admission.ADMIN;

import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.bridge.command.Write;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.resource.Condition;
import net.voipbin.provisioning.bridge.resource.LockedFields;
import net.voipbin.provisioning.bridge.resource.Resources;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.AccessKey;
import net.voipbin.provisioning.contract.CreateAccessKey;
import net.voipbin.provisioning.contract.DeleteAccessKey;
import net.voipbin.provisioning.contract.UpdateAccessKey;

/** Access keys. Thread-safe. */
public final class AccessKeyRoutes {

    private static final LockedFields LOCKED =
            LockedFields.of(AccessKeyJson.FORM, UpdateAccessKey.getClassSchema(), "token");

    private final Resources<AccessKey> keys;
    private final AccessKeyTokens tokens;

    public AccessKeyRoutes(Resources<AccessKey> keys, AccessKeyTokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1.0/accesskeys", ADMIN, call -> keys.list(call, Condition.NONE)),
                Route.post("/v1.0/accesskeys", ADMIN, this::create),
                Route.get("/v1.0/accesskeys/{id}", ADMIN, keys::get),
                Route.put("/v1.0/accesskeys/{id}", ADMIN, this::update),
                Route.delete("/v1.0/accesskeys/{id}", ADMIN, this::delete));
    }

    private Answer create(Call call) {
        Form form = call.form();
        Write write = keys.begin(call, form);
        String token = tokens.token(write.commandId());
        CreateAccessKey.Builder payload = CreateAccessKey.newBuilder()
                .setName(form.text("name").orElse(""))
                .setDetail(form.text("detail").orElse(""))
                .setTokenPrefix(AccessKeyTokens.prefix(token))
                .setTokenHash(AccessKeyTokens.hash(token));
        form.whole("expire").ifPresent(payload::setExpire);
        return keys.create(
                call,
                form,
                write,
                command -> command.setCreateAccesskey(payload.build()),
                key -> keys.tagged(Answer.ok(AccessKeyJson.of(key).put("token", token)), key));
    }

    private Answer update(Call call) {
        Form form = call.form();
        UpdateAccessKey.Builder payload = UpdateAccessKey.newBuilder()
                .setName(form.text("name").orElse(null))
                .setDetail(form.text("detail").orElse(null))
                .setLocked(LOCKED.in(form));
        UUID id = call.id("id");
        return keys.change(
                call,
                form,
                id,
                command -> command.setUpdateAccesskey(payload.setAccesskeyId(id).build()));
    }

    private Answer delete(Call call) {
        UUID id = call.id("id");
        return keys.change(call, Form.empty(), id, command -> command.setDeleteAccesskey(new DeleteAccessKey(id)));
    }
}
