package net.voipbin.provisioning.bridge.signup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.voipbin.provisioning.bridge.accesskey.AccessKeyJson;
import net.voipbin.provisioning.bridge.accesskey.AccessKeyTokens;
import net.voipbin.provisioning.bridge.command.CommandGateway;
import net.voipbin.provisioning.bridge.command.Issuer;
import net.voipbin.provisioning.bridge.command.StoredResult;
import net.voipbin.provisioning.bridge.command.Write;
import net.voipbin.provisioning.bridge.customer.CustomerJson;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.hash.Uuid8;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.limit.AddressBlock;
import net.voipbin.provisioning.bridge.limit.RateLimits;
import net.voipbin.provisioning.bridge.resource.ReadTable;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.AccessKey;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.SignUpCustomer;

/**
 * Sign-up. Whatever is wrong with one, it is answered alike, so that nobody learns which e-mail addresses are known.
 * Thread-safe.
 */
public final class SignupRoutes {

    /** The reasons that a stranger learns: none depends on whether an e-mail address is known. */
    private static final Set<Reason> DISCLOSED = EnumSet.of(
            Reason.RATE_LIMIT_EXCEEDED,
            Reason.SERVICE_UNAVAILABLE,
            Reason.DEADLINE_EXCEEDED,
            Reason.PAYLOAD_TOO_LARGE,
            Reason.INTERNAL);

    private final CommandGateway commands;
    private final ReadTable<Customer> customers;
    private final ReadTable<AccessKey> keys;
    private final SignupQueries found;
    private final AccessKeyTokens tokens;
    private final KeyedHash hash;
    private final RateLimits limits;
    private final String termsVersion;
    private final Clock clock;

    /** @param termsVersion of the terms that who signs up agrees to */
    public SignupRoutes(
            CommandGateway commands,
            ReadTable<Customer> customers,
            ReadTable<AccessKey> keys,
            SignupQueries found,
            AccessKeyTokens tokens,
            KeyedHash hash,
            RateLimits limits,
            String termsVersion,
            Clock clock) {
        this.commands = commands;
        this.customers = customers;
        this.keys = keys;
        this.found = found;
        this.tokens = tokens;
        this.hash = hash;
        this.limits = limits;
        this.termsVersion = termsVersion;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.open("POST", "/auth/signup", this::answer));
    }

    private Answer answer(Request request) {
        Form form = Form.of(request);
        Optional<Application> application = application(request, form);
        if (application.isEmpty()) {
            countByAddress(request);
            return Answer.ok(nothing());
        }
        try {
            return signUp(request, application.get());
        } catch (ApiException e) {
            if (DISCLOSED.contains(e.error().reason())) {
                throw Undecided.forStranger(e);
            }
            return Answer.ok(nothing());
        }
    }

    /**
     * A sign-up whose form does.
     *
     * @param token of the access key that it gets
     */
    private record Application(Write write, SignUpCustomer payload, String token) {}

    /** Empty where the form does not do, whatever is wrong with it. */
    private Optional<Application> application(Request request, Form form) {
        try {
            if (!form.flag("accepted_tos").orElse(false)) {
                return Optional.empty();
            }
            String email = form.required("email", form::text);
            Issuer issuer = Issuer.stranger(issuerId(email));
            Write write = commands.begin(request, issuer, form.json());
            String token = tokens.token(write.commandId());
            return Optional.of(new Application(write, payload(request, form, email, token), token));
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    private void countByAddress(Request request) {
        limits.signupsPerAddress().count(AddressBlock.of(request.clientAddress()));
    }

    private Answer signUp(Request request, Application application) {
        Write write = application.write();
        Optional<StoredResult> outcome = commands.earlier(write);
        if (outcome.isEmpty()) {
            // Here, where it is known that it is no repetition of what was decided.
            countByAddress(request);
            limits.signupsPerEmail().count(comparable(application.payload().getEmail()));
            Command command = commands.command(write, commands.newCustomerId(write))
                    .setSignUpCustomer(application.payload())
                    .build();
            outcome = commands.decide(write, command);
        }
        return commands.tell(
                write,
                outcome,
                resource -> Answer.ok(resource.flatMap(SignupRoutes::customer)
                        .map(customer -> json(customer, application.token()))
                        .orElseGet(SignupRoutes::nothing)));
    }

    private static String comparable(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /** Who signs up is its e-mail address, as far as repetitions go. */
    private UUID issuerId(String email) {
        ByteBuffer bits = ByteBuffer.wrap(hash.of("signup-issuer", comparable(email)));
        return Uuid8.of(bits.getLong(), bits.getLong());
    }

    private SignUpCustomer payload(Request request, Form form, String email, String token) {
        return SignUpCustomer.newBuilder()
                .setName(form.text("name").orElse(""))
                .setDetail(form.text("detail").orElse(""))
                .setEmail(email)
                .setPhoneNumber(form.text("phone_number").orElse(""))
                .setAddress(form.text("address").orElse(""))
                .setWebhookMethod(form.text("webhook_method").orElse(""))
                .setWebhookUri(form.text("webhook_uri").orElse(""))
                .setTermsAgreedVersion(termsVersion)
                .setTermsAgreedIp(request.clientAddress())
                .setTokenPrefix(AccessKeyTokens.prefix(token))
                .setTokenHash(AccessKeyTokens.hash(token))
                .build();
    }

    private static Optional<Customer> customer(Resource resource) {
        return Optional.ofNullable(resource.getCustomer());
    }

    /**
     * A repetition may come after the end of the access key, or of the customer: a token that opens nothing is never
     * shown.
     */
    private ObjectNode json(Customer customer, String token) {
        Scope scope = Scope.tenant(customer.getId());
        Optional<ObjectNode> key = found.findAccessKey(
                        customer.getId(), AccessKeyTokens.hash(token).array(), clock.instant())
                .flatMap(id -> keys.find(scope, id))
                .map(row -> AccessKeyJson.of(row).put("token", token));
        boolean lives = key.isPresent()
                || customers
                        .find(scope, customer.getId())
                        .filter(row -> row.getTmDelete() == null)
                        .isPresent();
        if (!lives) {
            return nothing();
        }
        ObjectNode json = nothing();
        json.set("customer", CustomerJson.ofOwn(customer));
        json.set("accesskey", key.orElse(null));
        return json;
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
