package net.voipbin.provisioning.bridge.accesskey;

import static net.voipbin.provisioning.bridge.route.Admission.ADMIN;

import java.util.List;
import net.voipbin.provisioning.bridge.command.CommandGateway;
import net.voipbin.provisioning.bridge.command.Ticket;
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

    static final LockedFields LOCKED = new LockedFields(List.of("token_prefix", "tm_expire"), List.of("token"));

    private final Resources<AccessKey> keys;
    private final CommandGateway commands;
    private final AccessKeyTokens tokens;

    public AccessKeyRoutes(Resources<AccessKey> keys, CommandGateway commands, AccessKeyTokens tokens) {
        this.keys = keys;
        this.commands = commands;
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
        Ticket ticket = commands.ticket(call);
        String token = tokens.token(ticket.commandId());
        CreateAccessKey.Builder payload = CreateAccessKey.newBuilder()
                .setName(form.text("name").orElse(""))
                .setDetail(form.text("detail").orElse(""))
                .setTokenPrefix(AccessKeyTokens.prefix(token))
                .setTokenHash(AccessKeyTokens.hash(token));
        form.whole("expire").ifPresent(payload::setExpire);
        return keys.create(
                call,
                form,
                ticket,
                command -> command.setCreateAccesskey(payload.build()),
                key -> keys.tagged(Answer.ok(AccessKeyJson.of(key).put("token", token)), key));
    }

    private Answer update(Call call) {
        Form form = call.form();
        UpdateAccessKey.Builder payload = UpdateAccessKey.newBuilder()
                .setName(form.text("name").orElse(null))
                .setDetail(form.text("detail").orElse(null))
                .setLocked(LOCKED.in(form));
        return keys.change(
                call,
                form,
                (command, id) ->
                        command.setUpdateAccesskey(payload.setAccesskeyId(id).build()));
    }

    private Answer delete(Call call) {
        return keys.change(call, Form.empty(), (command, id) -> command.setDeleteAccesskey(new DeleteAccessKey(id)));
    }
}
