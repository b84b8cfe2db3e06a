package net.voipbin.provisioning.translation;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.accesskey.CreateAccessKey;
import net.voipbin.provisioning.domain.accesskey.DeleteAccessKey;
import net.voipbin.provisioning.domain.accesskey.UpdateAccessKey;
import net.voipbin.provisioning.domain.agent.CreateAgent;
import net.voipbin.provisioning.domain.agent.DeleteAgent;
import net.voipbin.provisioning.domain.agent.NamedAddress;
import net.voipbin.provisioning.domain.agent.UpdateAgent;
import net.voipbin.provisioning.domain.agent.UpdateAgentAddresses;
import net.voipbin.provisioning.domain.agent.UpdateAgentPassword;
import net.voipbin.provisioning.domain.agent.UpdateAgentPermission;
import net.voipbin.provisioning.domain.agent.UpdateAgentStatus;
import net.voipbin.provisioning.domain.agent.UpdateAgentTagIds;
import net.voipbin.provisioning.domain.billing.AddBalance;
import net.voipbin.provisioning.domain.billing.SubtractBalance;
import net.voipbin.provisioning.domain.billing.TopUpTokens;
import net.voipbin.provisioning.domain.billing.UpdateBillingAccount;
import net.voipbin.provisioning.domain.billing.UpdatePaymentInfo;
import net.voipbin.provisioning.domain.billing.UpdatePlanType;
import net.voipbin.provisioning.domain.customer.CreateCustomer;
import net.voipbin.provisioning.domain.customer.DeleteCustomer;
import net.voipbin.provisioning.domain.customer.ExpireSignup;
import net.voipbin.provisioning.domain.customer.FreezeAndDeleteCustomer;
import net.voipbin.provisioning.domain.customer.FreezeCustomer;
import net.voipbin.provisioning.domain.customer.NamedProfile;
import net.voipbin.provisioning.domain.customer.PurgeCustomer;
import net.voipbin.provisioning.domain.customer.ReactivateCustomer;
import net.voipbin.provisioning.domain.customer.RecoverCustomer;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import net.voipbin.provisioning.domain.customer.SignUpCustomer;
import net.voipbin.provisioning.domain.customer.SuspendCustomer;
import net.voipbin.provisioning.domain.customer.UpdateCustomer;
import net.voipbin.provisioning.domain.customer.UpdateCustomerBillingAccountId;
import net.voipbin.provisioning.domain.customer.UpdateCustomerMetadata;
import net.voipbin.provisioning.domain.customer.UpdateIdentityVerificationStatus;
import net.voipbin.provisioning.domain.customer.VerifyEmail;
import net.voipbin.provisioning.domain.flow.CreateFlow;
import net.voipbin.provisioning.domain.flow.DeleteFlow;
import net.voipbin.provisioning.domain.flow.NamedFlowAction;
import net.voipbin.provisioning.domain.flow.UpdateFlow;
import net.voipbin.provisioning.domain.number.CreateNumber;
import net.voipbin.provisioning.domain.number.DeleteNumber;
import net.voipbin.provisioning.domain.number.RenewNumber;
import net.voipbin.provisioning.domain.number.UpdateNumber;
import net.voipbin.provisioning.domain.number.UpdateNumberFlowIds;
import net.voipbin.provisioning.domain.number.UpdateNumberMetadata;
import net.voipbin.provisioning.domain.queue.CreateQueue;
import net.voipbin.provisioning.domain.queue.DeleteQueue;
import net.voipbin.provisioning.domain.queue.UpdateQueue;
import net.voipbin.provisioning.domain.queue.UpdateQueueRoutingMethod;
import net.voipbin.provisioning.domain.queue.UpdateQueueTagIds;
import net.voipbin.provisioning.domain.tag.CreateTag;
import net.voipbin.provisioning.domain.tag.DeleteTag;
import net.voipbin.provisioning.domain.tag.UpdateTag;
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
            payload(
                    Command::getSuspendCustomer,
                    payload -> new SuspendCustomer(payload.getReason(), payload.getKeepReason())),
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
                    payload -> new UpdateIdentityVerificationStatus(payload.getIdentityVerificationStatus())),
            payload(
                    Command::getCreateAgent,
                    payload -> new CreateAgent(
                            payload.getUsername(),
                            payload.getPasswordHash(),
                            payload.getName(),
                            payload.getDetail(),
                            payload.getRingMethod(),
                            Optional.ofNullable(payload.getPermission()),
                            payload.getTagIds(),
                            addresses(payload.getAddresses()))),
            payload(
                    Command::getUpdateAgent,
                    payload -> new UpdateAgent(
                            payload.getAgentId(),
                            Optional.ofNullable(payload.getName()),
                            Optional.ofNullable(payload.getDetail()),
                            Optional.ofNullable(payload.getRingMethod()),
                            payload.getLocked())),
            payload(
                    Command::getUpdateAgentAddresses,
                    payload -> new UpdateAgentAddresses(payload.getAgentId(), addresses(payload.getAddresses()))),
            payload(
                    Command::getUpdateAgentTagIds,
                    payload -> new UpdateAgentTagIds(payload.getAgentId(), payload.getTagIds())),
            payload(
                    Command::getUpdateAgentStatus,
                    payload -> new UpdateAgentStatus(payload.getAgentId(), payload.getStatus())),
            payload(
                    Command::getUpdateAgentPermission,
                    payload -> new UpdateAgentPermission(payload.getAgentId(), payload.getPermission())),
            payload(
                    Command::getUpdateAgentPassword,
                    payload -> new UpdateAgentPassword(payload.getAgentId(), payload.getPasswordHash())),
            payload(Command::getDeleteAgent, payload -> new DeleteAgent(payload.getAgentId())),
            payload(
                    Command::getCreateNumber,
                    payload -> new CreateNumber(
                            payload.getNumber(),
                            payload.getType(),
                            payload.getCallFlowId(),
                            payload.getMessageFlowId(),
                            payload.getName(),
                            payload.getDetail())),
            payload(
                    Command::getUpdateNumber,
                    payload -> new UpdateNumber(
                            payload.getNumberId(),
                            Optional.ofNullable(payload.getName()),
                            Optional.ofNullable(payload.getDetail()),
                            Optional.ofNullable(payload.getCallFlowId()),
                            Optional.ofNullable(payload.getMessageFlowId()),
                            payload.getLocked())),
            payload(
                    Command::getUpdateNumberFlowIds,
                    payload -> new UpdateNumberFlowIds(
                            payload.getNumberId(),
                            Optional.ofNullable(payload.getCallFlowId()),
                            Optional.ofNullable(payload.getMessageFlowId()))),
            payload(
                    Command::getUpdateNumberMetadata,
                    payload -> new UpdateNumberMetadata(payload.getNumberId(), new Metadata(payload.getRtpDebug()))),
            payload(Command::getRenewNumber, payload -> new RenewNumber(payload.getNumberId())),
            payload(Command::getDeleteNumber, payload -> new DeleteNumber(payload.getNumberId())),
            payload(
                    Command::getCreateFlow,
                    payload -> new CreateFlow(
                            payload.getType(),
                            payload.getName(),
                            payload.getDetail(),
                            actions(payload.getActions()),
                            payload.getOnCompleteFlowId())),
            payload(
                    Command::getUpdateFlow,
                    payload -> new UpdateFlow(
                            payload.getFlowId(),
                            Optional.ofNullable(payload.getType()),
                            Optional.ofNullable(payload.getName()),
                            Optional.ofNullable(payload.getDetail()),
                            Optional.ofNullable(payload.getActions()).map(RequestTranslation::actions),
                            Optional.ofNullable(payload.getOnCompleteFlowId()),
                            payload.getLocked())),
            payload(Command::getDeleteFlow, payload -> new DeleteFlow(payload.getFlowId())),
            payload(
                    Command::getCreateQueue,
                    payload -> new CreateQueue(
                            payload.getName(),
                            payload.getDetail(),
                            payload.getRoutingMethod(),
                            payload.getTagIds(),
                            payload.getWaitFlowId(),
                            payload.getWaitTimeout(),
                            payload.getServiceTimeout())),
            payload(
                    Command::getUpdateQueue,
                    payload -> new UpdateQueue(
                            payload.getQueueId(),
                            Optional.ofNullable(payload.getName()),
                            Optional.ofNullable(payload.getDetail()),
                            Optional.ofNullable(payload.getRoutingMethod()),
                            Optional.ofNullable(payload.getTagIds()),
                            Optional.ofNullable(payload.getWaitFlowId()),
                            Optional.ofNullable(payload.getWaitTimeout()),
                            Optional.ofNullable(payload.getServiceTimeout()),
                            payload.getLocked())),
            payload(
                    Command::getUpdateQueueTagIds,
                    payload -> new UpdateQueueTagIds(payload.getQueueId(), payload.getTagIds())),
            payload(
                    Command::getUpdateQueueRoutingMethod,
                    payload -> new UpdateQueueRoutingMethod(payload.getQueueId(), payload.getRoutingMethod())),
            payload(Command::getDeleteQueue, payload -> new DeleteQueue(payload.getQueueId())),
            payload(Command::getCreateTag, payload -> new CreateTag(payload.getName(), payload.getDetail())),
            payload(
                    Command::getUpdateTag,
                    payload -> new UpdateTag(
                            payload.getTagId(),
                            Optional.ofNullable(payload.getName()),
                            Optional.ofNullable(payload.getDetail()),
                            payload.getLocked())),
            payload(Command::getDeleteTag, payload -> new DeleteTag(payload.getTagId())),
            payload(
                    Command::getUpdateBillingAccount,
                    payload -> new UpdateBillingAccount(
                            Optional.ofNullable(payload.getName()),
                            Optional.ofNullable(payload.getDetail()),
                            payload.getLocked())),
            payload(
                    Command::getUpdatePaymentInfo,
                    payload -> new UpdatePaymentInfo(
                            Optional.ofNullable(payload.getPaymentType()),
                            Optional.ofNullable(payload.getPaymentMethod()))),
            payload(Command::getUpdatePlanType, payload -> new UpdatePlanType(payload.getPlanType())),
            payload(Command::getAddBalance, payload -> new AddBalance(payload.getAmount())),
            payload(Command::getSubtractBalance, payload -> new SubtractBalance(payload.getAmount())),
            payload(Command::getTopUpTokens, payload -> new TopUpTokens()),
            payload(
                    Command::getCreateAccesskey,
                    payload -> new CreateAccessKey(
                            payload.getName(),
                            payload.getDetail(),
                            payload.getExpire(),
                            payload.getTokenPrefix(),
                            hex(payload.getTokenHash()))),
            payload(
                    Command::getUpdateAccesskey,
                    payload -> new UpdateAccessKey(
                            payload.getAccesskeyId(),
                            Optional.ofNullable(payload.getName()),
                            Optional.ofNullable(payload.getDetail()),
                            payload.getLocked())),
            payload(Command::getDeleteAccesskey, payload -> new DeleteAccessKey(payload.getAccesskeyId())));

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

    private static List<NamedAddress> addresses(List<net.voipbin.provisioning.contract.NamedAddress> addresses) {
        return addresses.stream()
                .map(address -> new NamedAddress(
                        address.getType(),
                        address.getTarget(),
                        address.getTargetName(),
                        address.getName(),
                        address.getDetail()))
                .toList();
    }

    private static List<NamedFlowAction> actions(List<net.voipbin.provisioning.contract.NamedFlowAction> actions) {
        return actions.stream()
                .map(action ->
                        new NamedFlowAction(action.getId(), action.getNextId(), action.getType(), action.getOption()))
                .toList();
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
