package net.voipbin.provisioning.bridge.customer;

import static net.voipbin.provisioning.bridge.route.Admission.ADMIN;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.auth.PasswordCheck;
import net.voipbin.provisioning.bridge.auth.PasswordQueries;
import net.voipbin.provisioning.bridge.auth.StoredPassword;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.resource.Resources;
import net.voipbin.provisioning.bridge.route.Admission.AccountState;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.FreezeAndDeleteCustomer;
import net.voipbin.provisioning.contract.FreezeCustomer;
import net.voipbin.provisioning.contract.RecoverCustomer;

/** A tenant's way out, and back. Thread-safe. */
public final class UnregisterRoutes {

    private static final String PATH = "/auth/unregister";
    private static final String PASSWORD = "password";
    private static final String PHRASE = "confirmation_phrase";
    private static final String RIGHT_PHRASE = "DELETE";

    private final Resources<Customer> customers;
    private final PasswordCheck check;
    private final PasswordQueries stored;

    public UnregisterRoutes(Resources<Customer> customers, PasswordCheck check, PasswordQueries stored) {
        this.customers = customers;
        this.check = check;
        this.stored = stored;
    }

    public List<Route> routes() {
        return List.of(
                Route.post(PATH, ADMIN.when(AccountState.LEAVING), this::unregister),
                Route.delete(PATH, ADMIN.when(AccountState.RETURNING), this::recover));
    }

    private Answer unregister(Call call) {
        Form form = call.form();
        boolean immediate = form.flag("immediate").orElse(false);
        requireConfirmation(call, form);
        return change(call, form, command -> {
            if (immediate) {
                command.setFreezeAndDeleteCustomer(new FreezeAndDeleteCustomer());
            } else {
                command.setFreezeCustomer(new FreezeCustomer());
            }
        });
    }

    private Answer recover(Call call) {
        return change(call, Form.empty(), command -> command.setRecoverCustomer(new RecoverCustomer()));
    }

    private void requireConfirmation(Call call, Form form) {
        Optional<String> password = form.text(PASSWORD);
        Optional<String> phrase = form.text(PHRASE);
        if (password.isPresent() && phrase.isPresent()) {
            throw ApiException.ofField(Reason.INVALID_ARGUMENT, PHRASE, "and " + PASSWORD + " exclude each other.");
        }
        if (phrase.isPresent()) {
            requirePhrase(phrase.get());
        } else {
            requirePassword(
                    call,
                    password.orElseThrow(() -> ApiException.ofField(
                            Reason.MISSING_REQUEST_PARAMETER, PASSWORD, "is missing, and so is " + PHRASE + ".")));
        }
    }

    private static void requirePhrase(String phrase) {
        if (!phrase.equals(RIGHT_PHRASE)) {
            throw ApiException.ofField(Reason.INVALID_ARGUMENT, PHRASE, "is not " + RIGHT_PHRASE + ".");
        }
    }

    /** Through a delegated token it is the guest agent that calls, which has no password: each is wrong. */
    private void requirePassword(Call call, String password) {
        Caller caller = call.caller();
        if (caller.accessKey()) {
            throw ApiException.of(Reason.AGENT_AUTH_REQUIRED, "An access key has no password.");
        }
        Optional<StoredPassword> present = stored.find(caller.customerId(), caller.agentId());
        String username = present.map(StoredPassword::username)
                .orElseGet(() -> caller.agentId().toString());
        check.require(call.request(), username, password, () -> present);
    }

    private Answer change(Call call, Form form, Consumer<Command.Builder> payload) {
        return customers.change(call, form, call.caller().customerId(), payload);
    }
}
