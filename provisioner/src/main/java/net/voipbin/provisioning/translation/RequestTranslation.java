package net.voipbin.provisioning.translation;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.domain.CreateCustomer;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.DeleteCustomer;
import net.voipbin.provisioning.domain.ExpireSignup;
import net.voipbin.provisioning.domain.FreezeAndDeleteCustomer;
import net.voipbin.provisioning.domain.FreezeCustomer;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.NamedProfile;
import net.voipbin.provisioning.domain.PurgeCustomer;
import net.voipbin.provisioning.domain.ReactivateCustomer;
import net.voipbin.provisioning.domain.RecoverCustomer;
import net.voipbin.provisioning.domain.RegisterPlatform;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.SignUpCustomer;
import net.voipbin.provisioning.domain.SuspendCustomer;
import net.voipbin.provisioning.domain.UpdateCustomer;
import net.voipbin.provisioning.domain.UpdateCustomerBillingAccountId;
import net.voipbin.provisioning.domain.UpdateCustomerMetadata;
import net.voipbin.provisioning.domain.UpdateIdentityVerificationStatus;
import net.voipbin.provisioning.domain.VerifyEmail;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;
import org.jspecify.annotations.Nullable;

/** What commands ask for: the one place where payloads of the contract meet requests of the domain. */
final class RequestTranslation {

    private static final List<Payload<?>> PAYLOADS = List.of(
            payload(
                    Command::getCreateCustomer,
                    payload -> new CreateCustomer(new NamedProfile(
                            payload.getName(),
                            payload.getDetail(),
                            payload.getEmail(),
                            payload.getPhoneNumber(),
                            payload.getAddress(),
                            payload.getWebhookMethod(),
                            payload.getWebhookUri()))),
            payload(
                    Command::getUpdateCustomer,
                    payload -> new UpdateCustomer(
                            Optional.ofNullable(payload.getName()),
                            Optional.ofNullable(payload.getDetail()),
                            Optional.ofNullable(payload.getEmail()),
                            Optional.ofNullable(payload.getPhoneNumber()),
                            Optional.ofNullable(payload.getAddress()),
                            Optional.ofNullable(payload.getWebhookMethod()),
                            Optional.ofNullable(payload.getWebhookUri()),
                            Optional.ofNullable(payload.getPermissionIds()),
                            payload.getLocked())),
            payload(Command::getDeleteCustomer, payload -> new DeleteCustomer()),
            payload(
                    Command::getRegisterPlatform,
                    payload -> new RegisterPlatform(payload.getName(), payload.getEmail(), payload.getAdminUsername())),
            payload(
                    Command::getSignUpCustomer,
                    payload -> new SignUpCustomer(
                            new NamedProfile(
                                    payload.getName(),
                                    payload.getDetail(),
                                    payload.getEmail(),
                                    payload.getPhoneNumber(),
                                    payload.getAddress(),
                                    payload.getWebhookMethod(),
                                    payload.getWebhookUri()),
                            new Customer.Terms(payload.getTermsAgreedVersion(), payload.getTermsAgreedIp()),
                            payload.getTokenPrefix(),
                            hex(payload.getTokenHash()))),
            payload(Command::getVerifyEmail, payload -> new VerifyEmail(hex(payload.getTokenHash()))),
            payload(Command::getExpireSignup, payload -> new ExpireSignup()),
            payload(Command::getSuspendCustomer, payload -> new SuspendCustomer(payload.getReason())),
            payload(
                    Command::getReactivateCustomer,
                    payload -> new ReactivateCustomer(Optional.ofNullable(payload.getSuspendedFor()))),
            payload(Command::getFreezeCustomer, payload -> new FreezeCustomer()),
            payload(Command::getRecoverCustomer, payload -> new RecoverCustomer()),
            payload(Command::getPurgeCustomer, payload -> new PurgeCustomer()),
            payload(Command::getFreezeAndDeleteCustomer, payload -> new FreezeAndDeleteCustomer()),
            payload(
                    Command::getUpdateCustomerMetadata,
                    payload -> new UpdateCustomerMetadata(new Metadata(payload.getRtpDebug()))),
            payload(
                    Command::getUpdateCustomerBillingAccountId,
                    payload -> new UpdateCustomerBillingAccountId(payload.getBillingAccountId())),
            payload(
                    Command::getUpdateIdentityVerificationStatus,
                    payload -> new UpdateIdentityVerificationStatus(payload.getIdentityVerificationStatus())));

    private RequestTranslation() {}

    /**
     * The request that is the command's one payload.
     *
     * @throws MalformedRecordException if it has none, or several
     */
    static Request toDomain(Command command) {
        List<Request> requests = PAYLOADS.stream()
                .flatMap(payload -> payload.of(command).stream())
                .toList();
        if (requests.size() != 1) {
            throw new MalformedRecordException(
                    Flaw.MALFORMED_CONTENT,
                    "a command has exactly one payload that is known here, this one has " + requests.size());
        }
        return requests.getFirst();
    }

    private static <P> Payload<P> payload(Function<Command, @Nullable P> field, Function<P, Request> translation) {
        return new Payload<>(field, translation);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    private record Payload<P>(Function<Command, @Nullable P> field, Function<P, Request> translation) {
        Optional<Request> of(Command command) {
            return Optional.ofNullable(field.apply(command)).map(translation);
        }
    }
}
