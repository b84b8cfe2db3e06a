package net.voipbin.provisioning.bridge.agent;

import static net.voipbin.provisioning.bridge.route.Admission.AGENTS;
import static net.voipbin.provisioning.bridge.route.Admission.CALLERS;
import static net.voipbin.provisioning.bridge.route.Admission.STAFF;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Passwords;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.resource.LockedFields;
import net.voipbin.provisioning.bridge.resource.Resources;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.CreateAgent;
import net.voipbin.provisioning.contract.DeleteAgent;
import net.voipbin.provisioning.contract.NamedAddress;
import net.voipbin.provisioning.contract.UpdateAgent;
import net.voipbin.provisioning.contract.UpdateAgentAddresses;
import net.voipbin.provisioning.contract.UpdateAgentPassword;
import net.voipbin.provisioning.contract.UpdateAgentPermission;
import net.voipbin.provisioning.contract.UpdateAgentStatus;
import net.voipbin.provisioning.contract.UpdateAgentTagIds;

/** Agents: those of a customer, for its staff; and the calling one, for itself. Thread-safe. */
public final class AgentRoutes {

    private static final LockedFields LOCKED =
            LockedFields.of(AgentJson.FORM, UpdateAgent.getClassSchema(), "password");

    private static final String ITSELF = "/v1.0/service_agents/me";

    private final Resources<Agent> agents;
    private final Passwords passwords;

    public AgentRoutes(Resources<Agent> agents, Passwords passwords) {
        this.agents = agents;
        this.passwords = passwords;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1.0/agents", STAFF, call -> agents.list(call, AgentFilter.of(call.query()))),
                Route.post("/v1.0/agents", STAFF, this::create),
                Route.get("/v1.0/agents/{id}", STAFF, agents::get),
                Route.put("/v1.0/agents/{id}", STAFF, call -> update(call, call.id("id"))),
                Route.put("/v1.0/agents/{id}/addresses", STAFF, call -> updateAddresses(call, call.id("id"))),
                Route.put("/v1.0/agents/{id}/tag_ids", STAFF, this::updateTagIds),
                Route.put("/v1.0/agents/{id}/status", STAFF, call -> updateStatus(call, call.id("id"))),
                Route.put("/v1.0/agents/{id}/permission", STAFF, this::updatePermission),
                Route.put("/v1.0/agents/{id}/password", STAFF, call -> updatePassword(call, call.id("id"))),
                Route.delete("/v1.0/agents/{id}", STAFF, this::delete),
                Route.get("/v1.0/me", CALLERS, this::getItself),
                Route.get(ITSELF, AGENTS, this::getItself),
                Route.put(ITSELF, AGENTS, call -> update(call, itself(call))),
                Route.put(ITSELF + "/addresses", AGENTS, call -> updateAddresses(call, itself(call))),
                Route.put(ITSELF + "/status", AGENTS, call -> updateStatus(call, itself(call))),
                Route.put(ITSELF + "/password", AGENTS, call -> updatePassword(call, itself(call))));
    }

    private static UUID itself(Call call) {
        return call.caller().agentId();
    }

    private Answer getItself(Call call) {
        return agents.show(agents.find(call, itself(call)).orElseThrow(ApiException::notFound), call.caller());
    }

    private Answer create(Call call) {
        Form form = call.form();
        String password = passwords.sound(form);
        CreateAgent.Builder payload = CreateAgent.newBuilder()
                .setUsername(form.required("username", form::text))
                .setName(form.text("name").orElse(""))
                .setDetail(form.text("detail").orElse(""))
                .setPermission(permission(form).orElse(null))
                .setTagIds(form.tagIds("tag_ids").orElse(List.of()))
                .setAddresses(addresses(form).orElse(List.of()));
        form.text("ring_method").ifPresent(payload::setRingMethod);
        return agents.create(
                call,
                form,
                agents.begin(call, form),
                command -> command.setCreateAgent(
                        payload.setPasswordHash(passwords.hash(password)).build()),
                agent -> agents.showNew(agent, call.caller()));
    }

    private Answer update(Call call, UUID id) {
        Form form = call.form();
        UpdateAgent.Builder payload = UpdateAgent.newBuilder()
                .setName(form.text("name").orElse(null))
                .setDetail(form.text("detail").orElse(null))
                .setRingMethod(form.text("ring_method").orElse(null))
                .setLocked(LOCKED.in(form));
        return agents.change(
                call,
                form,
                id,
                command -> command.setUpdateAgent(payload.setAgentId(id).build()));
    }

    private Answer updateAddresses(Call call, UUID id) {
        Form form = call.form();
        List<NamedAddress> addresses = form.required("addresses", field -> addresses(form));
        return agents.change(
                call, form, id, command -> command.setUpdateAgentAddresses(new UpdateAgentAddresses(id, addresses)));
    }

    private Answer updateTagIds(Call call) {
        Form form = call.form();
        List<String> tagIds = form.required("tag_ids", form::tagIds);
        UUID id = call.id("id");
        return agents.change(
                call, form, id, command -> command.setUpdateAgentTagIds(new UpdateAgentTagIds(id, tagIds)));
    }

    private Answer updateStatus(Call call, UUID id) {
        Form form = call.form();
        String status = form.required("status", form::text);
        return agents.change(
                call, form, id, command -> command.setUpdateAgentStatus(new UpdateAgentStatus(id, status)));
    }

    private Answer updatePermission(Call call) {
        Form form = call.form();
        int permission = form.required("permission", field -> permission(form));
        UUID id = call.id("id");
        return agents.change(
                call, form, id, command -> command.setUpdateAgentPermission(new UpdateAgentPermission(id, permission)));
    }

    private Answer updatePassword(Call call, UUID id) {
        Form form = call.form();
        String password = passwords.sound(form);
        return agents.change(
                call,
                form,
                id,
                command -> command.setUpdateAgentPassword(new UpdateAgentPassword(id, passwords.hash(password))));
    }

    private Answer delete(Call call) {
        UUID id = call.id("id");
        return agents.change(call, Form.empty(), id, command -> command.setDeleteAgent(new DeleteAgent(id)));
    }

    private static Optional<Integer> permission(Form form) {
        return form.whole("permission").map(mask -> {
            if (mask < 0 || mask > Integer.MAX_VALUE) {
                throw ApiException.ofField(
                        Reason.INVALID_ARGUMENT, "permission", "is not a sum of the permissions' bits.");
            }
            return mask.intValue();
        });
    }

    private static Optional<List<NamedAddress>> addresses(Form form) {
        return form.objects("addresses")
                .map(addresses -> addresses.stream().map(AgentRoutes::address).toList());
    }

    private static NamedAddress address(Form address) {
        return new NamedAddress(
                address.text("type").orElse(""),
                address.text("target").orElse(""),
                address.text("target_name").orElse(""),
                address.text("name").orElse(""),
                address.text("detail").orElse(""));
    }
}
