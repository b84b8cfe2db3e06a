package net.voipbin.provisioning.bridge.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.auth.CallerQueries;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.route.Admission;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.bridge.route.Route;

/** Lets a super admin act through a customer's guest agent. Thread-safe. */
public final class DelegationRoutes {

    private final Tokens tokens;
    private final CallerQueries callers;

    public DelegationRoutes(Tokens tokens, CallerQueries callers) {
        this.tokens = tokens;
        this.callers = callers;
    }

    public List<Route> routes() {
        return List.of(Route.post("/auth/delegate", Admission.SUPER_ADMIN, this::delegate));
    }

    private Answer delegate(Call call) {
        Form form = call.form();
        UUID customerId = form.required("customer_id", form::uuid);
        CallerQueries.Guest guest = callers.findGuest(customerId).orElseThrow(ApiException::notFound);
        Caller caller = call.caller();
        return Answer.ok(JsonNodeFactory.instance
                .objectNode()
                .put("username", guest.username())
                .put("token", tokens.issueDelegated(customerId, guest.id(), caller.agentId(), caller.password())));
    }
}
