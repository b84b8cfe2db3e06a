package net.voipbin.provisioning.bridge.signup;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import net.voipbin.provisioning.bridge.command.CommandGateway;
import net.voipbin.provisioning.bridge.command.Issuer;
import net.voipbin.provisioning.bridge.command.StoredResult;
import net.voipbin.provisioning.bridge.command.Write;
import net.voipbin.provisioning.bridge.customer.CustomerJson;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.hash.Sha256;
import net.voipbin.provisioning.bridge.hash.Uuid8;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.EntityTag;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.limit.AddressBlock;
import net.voipbin.provisioning.bridge.limit.RateLimit;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.VerifyEmail;

/** Takes the token that went out by mail: whoever has it reads the customer's e-mail. Thread-safe. */
public final class EmailVerificationRoutes {

    private static final String TOKEN = "token";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private final CommandGateway commands;
    private final SignupQueries found;
    private final KeyedHash hash;
    private final RateLimit failuresPerAddress;

    public EmailVerificationRoutes(
            CommandGateway commands, SignupQueries found, KeyedHash hash, RateLimit failuresPerAddress) {
        this.commands = commands;
        this.found = found;
        this.hash = hash;
        this.failuresPerAddress = failuresPerAddress;
    }

    public List<Route> routes() {
        return List.of(Route.open("POST", "/auth/email-verify", this::verify));
    }

    private Answer verify(Request request) {
        Form form = Form.of(request);
        // The mail holds small letters, and the provisioner's hash is one of that text; the digits mean the same.
        String token = form.required(TOKEN, form::text).toLowerCase(Locale.ROOT);
        try (RateLimit.Attempt attempt = failuresPerAddress.attempt(AddressBlock.of(request.clientAddress()))) {
            try {
                return verified(request, form, token);
            } catch (ApiException e) {
                if (e.error().reason() == Reason.INVALID_ARGUMENT) {
                    attempt.count();
                }
                throw Undecided.forStranger(e);
            }
        }
    }

    private Answer verified(Request request, Form form, String token) {
        if (!FORM.matcher(token).matches()) {
            throw wrong("is not 64 hexadecimal digits.");
        }
        byte[] tokenHash = Sha256.of(token);
        Issuer issuer = Issuer.stranger(issuerId(tokenHash));
        Write write = commands.begin(request, issuer, form.json());
        Optional<StoredResult> outcome = commands.earlier(write);
        if (outcome.isEmpty()) {
            outcome = commands.decide(write, command(write, tokenHash));
        }
        return commands.tell(
                write,
                outcome,
                resource -> resource.flatMap(EmailVerificationRoutes::customer)
                        .map(EmailVerificationRoutes::answer)
                        .orElseThrow(ApiException::notFound));
    }

    private static Answer answer(Customer customer) {
        return Answer.ok(CustomerJson.ofOwn(customer)).withHeader("ETag", EntityTag.of(customer.getVersion()));
    }

    private Command command(Write write, byte[] tokenHash) {
        UUID customerId = found.findCustomer(tokenHash).orElseThrow(() -> wrong("is not the one that was sent."));
        return commands.command(write, customerId)
                .setVerifyEmail(new VerifyEmail(ByteBuffer.wrap(tokenHash)))
                .build();
    }

    /** Who calls is the token, as far as repetitions go. */
    private UUID issuerId(byte[] tokenHash) {
        ByteBuffer bits = ByteBuffer.wrap(
                hash.of("email-verification-issuer", HexFormat.of().formatHex(tokenHash)));
        return Uuid8.of(bits.getLong(), bits.getLong());
    }

    private static Optional<Customer> customer(Resource resource) {
        return Optional.ofNullable(resource.getCustomer());
    }

    private static ApiException wrong(String flaw) {
        return ApiException.ofField(Reason.INVALID_ARGUMENT, TOKEN, flaw);
    }
}
