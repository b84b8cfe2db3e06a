package net.voipbin.provisioning.bridge.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import net.voipbin.provisioning.bridge.auth.PasswordCheck;
import net.voipbin.provisioning.bridge.auth.PasswordQueries;
import net.voipbin.provisioning.bridge.auth.StoredPassword;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.route.Route;

/** Gives agents tokens for their passwords. Thread-safe. */
public final class LoginRoutes {

    private final PasswordCheck check;
    private final PasswordQueries stored;
    private final Tokens tokens;

    public LoginRoutes(PasswordCheck check, PasswordQueries stored, Tokens tokens) {
        this.check = check;
        this.stored = stored;
        this.tokens = tokens;
    }

    public List<Route> routes() {
        return List.of(Route.open("POST", "/auth/login", this::login));
    }

    private Answer login(Request request) {
        Form form = Form.of(request);
        String username = form.required("username", form::text);
        String password = form.required("password", form::text);
        StoredPassword right = check.require(request, username, password, () -> stored.find(username));
        return Answer.ok(JsonNodeFactory.instance
                .objectNode()
                .put("username", right.username())
                .put("token", tokens.issue(right.customerId(), right.agentId(), right.changeSeq())));
    }
}
