package net.voipbin.provisioning.translation;

import static net.voipbin.provisioning.translation.EnumTranslation.contractConstant;
import static net.voipbin.provisioning.translation.EnumTranslation.domainConstant;
import static net.voipbin.provisioning.translation.EnumTranslation.nullableContractConstant;
import static net.voipbin.provisioning.translation.EnumTranslation.optionalDomainConstant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.contract.AddressType;
import net.voipbin.provisioning.contract.AgentStatus;
import net.voipbin.provisioning.contract.BillingAccountStatus;
import net.voipbin.provisioning.contract.CustomerMetadata;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.FlowAction;
import net.voipbin.provisioning.contract.FlowType;
import net.voipbin.provisioning.contract.IdentityVerificationStatus;
import net.voipbin.provisioning.contract.NumberMetadata;
import net.voipbin.provisioning.contract.NumberStatus;
import net.voipbin.provisioning.contract.NumberType;
import net.voipbin.provisioning.contract.PaymentMethod;
import net.voipbin.provisioning.contract.PaymentType;
import net.voipbin.provisioning.contract.PlanStatus;
import net.voipbin.provisioning.contract.RingMethod;
import net.voipbin.provisioning.contract.RoutingMethod;
import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Address;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.PlanType;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Standing;
import net.voipbin.provisioning.domain.Tag;
import net.voipbin.provisioning.domain.WebhookMethod;
import net.voipbin.provisioning.resource.HeldResource;
import org.jspecify.annotations.Nullable;

/** Resources, as events, results and the state stores carry them. */
public final class ResourceTranslation {

    private ResourceTranslation() {}

    public static net.voipbin.provisioning.contract.Resource toContract(Resource resource) {
        var contract = net.voipbin.provisioning.contract.Resource.newBuilder();
        return switch (resource) {
            case Customer customer -> contract.setCustomer(customer(customer)).build();
            case Agent agent -> contract.setAgent(agent(agent)).build();
            case BillingAccount account ->
                contract.setBillingAccount(billingAccount(account)).build();
            case Number number -> contract.setNumber(number(number)).build();
            case Flow flow -> contract.setFlow(flow(flow)).build();
            case Queue queue -> contract.setQueue(queue(queue)).build();
            case Tag tag -> contract.setTag(tag(tag)).build();
            case AccessKey key -> contract.setAccesskey(accessKey(key)).build();
        };
    }

    /**
     * The resource that the record holds.
     *
     * @throws IllegalArgumentException if it holds none that is known here
     */
    public static Resource toDomain(net.voipbin.provisioning.contract.Resource resource) {
        return switch (HeldResource.of(resource)) {
            case HeldResource.OfCustomer held -> customer(held.customer());
            case HeldResource.OfAgent held -> agent(held.agent());
            case HeldResource.OfBillingAccount held -> billingAccount(held.billingAccount());
            case HeldResource.OfNumber held -> number(held.number());
            case HeldResource.OfFlow held -> flow(held.flow());
            case HeldResource.OfQueue held -> queue(held.queue());
            case HeldResource.OfTag held -> tag(held.tag());
            case HeldResource.OfAccessKey held -> accessKey(held.accessKey());
            case HeldResource.Unknown unknown ->
                throw new IllegalArgumentException("a resource of a type that this version does not know");
        };
    }

    private static net.voipbin.provisioning.contract.Customer customer(Customer customer) {
        Customer.Profile profile = customer.profile();
        return net.voipbin.provisioning.contract.Customer.newBuilder()
                .setId(customer.id())
                .setVersion(customer.revision().version())
                .setName(profile.name())
                .setDetail(profile.detail())
                .setEmail(profile.email())
                .setPhoneNumber(profile.phoneNumber())
                .setAddress(profile.address())
                .setWebhookMethod(profile.webhookMethod()
                        .map(method -> net.voipbin.provisioning.contract.WebhookMethod.valueOf(method.name()))
                        .orElse(null))
                .setWebhookUri(profile.webhookUri())
                .setBillingAccountId(customer.billingAccountId())
                .setPermissionIds(profile.permissionIds().stream()
                        .map(permission ->
                                contractConstant(net.voipbin.provisioning.contract.DefaultPermission.class, permission))
                        .toList())
                .setMetadata(new CustomerMetadata(customer.metadata().rtpDebug()))
                .setEmailVerified(customer.standing().emailVerified())
                .setIdentityVerificationStatus(contractConstant(
                        IdentityVerificationStatus.class, customer.standing().identityVerificationStatus()))
                .setStatus(contractConstant(CustomerStatus.class, customer.status()))
                .setSuspensionReason(customer.standing().suspensionReason().orElse(null))
                .setTermsAgreedVersion(customer.terms().agreedVersion())
                .setTermsAgreedIp(customer.terms().agreedIp())
                .setTmDeletionScheduled(
                        customer.standing().tmDeletionScheduled().orElse(null))
                .setTmCreate(customer.revision().tmCreate())
                .setTmUpdate(customer.revision().tmUpdate().orElse(null))
                .setTmDelete(customer.revision().tmDelete().orElse(null))
                .build();
    }

    private static Customer customer(net.voipbin.provisioning.contract.Customer customer) {
        return new Customer(
                customer.getId(),
                revision(customer.getVersion(), customer.getTmCreate(), customer.getTmUpdate(), customer.getTmDelete()),
                new Customer.Profile(
                        customer.getName(),
                        customer.getDetail(),
                        customer.getEmail(),
                        customer.getPhoneNumber(),
                        customer.getAddress(),
                        optionalDomainConstant(WebhookMethod.class, customer.getWebhookMethod()),
                        customer.getWebhookUri(),
                        customer.getPermissionIds().stream()
                                .map(permission -> domainConstant(DefaultPermission.class, permission))
                                .toList()),
                customer.getBillingAccountId(),
                new Metadata(customer.getMetadata().getRtpDebug()),
                new Standing(
                        domainConstant(Customer.Status.class, customer.getStatus()),
                        customer.getEmailVerified(),
                        domainConstant(
                                Customer.IdentityVerificationStatus.class, customer.getIdentityVerificationStatus()),
                        Optional.ofNullable(customer.getSuspensionReason()),
                        Optional.ofNullable(customer.getTmDeletionScheduled())),
                new Customer.Terms(customer.getTermsAgreedVersion(), customer.getTermsAgreedIp()));
    }

    private static net.voipbin.provisioning.contract.Agent agent(Agent agent) {
        return net.voipbin.provisioning.contract.Agent.newBuilder()
                .setId(agent.id())
                .setCustomerId(agent.customerId())
                .setVersion(agent.revision().version())
                .setUsername(agent.username())
                .setName(agent.profile().name())
                .setDetail(agent.profile().detail())
                .setRingMethod(
                        contractConstant(RingMethod.class, agent.profile().ringMethod()))
                .setStatus(contractConstant(AgentStatus.class, agent.status()))
                .setPermission(agent.permission().mask())
                .setTagIds(texts(agent.tagIds()))
                .setAddresses(agent.addresses().stream()
                        .map(ResourceTranslation::address)
                        .toList())
                .setGuest(agent.guest())
                .setTmCreate(agent.revision().tmCreate())
                .setTmUpdate(agent.revision().tmUpdate().orElse(null))
                .setTmDelete(agent.revision().tmDelete().orElse(null))
                .build();
    }

    private static Agent agent(net.voipbin.provisioning.contract.Agent agent) {
        return new Agent(
                agent.getId(),
                agent.getCustomerId(),
                revision(agent.getVersion(), agent.getTmCreate(), agent.getTmUpdate(), agent.getTmDelete()),
                agent.getUsername(),
                new Agent.Profile(
                        agent.getName(),
                        agent.getDetail(),
                        domainConstant(Agent.RingMethod.class, agent.getRingMethod())),
                domainConstant(Agent.Status.class, agent.getStatus()),
                new Permission(agent.getPermission()),
                ids(agent.getTagIds()),
                agent.getAddresses().stream().map(ResourceTranslation::address).toList(),
                agent.getGuest());
    }

    private static net.voipbin.provisioning.contract.Address address(Address address) {
        return new net.voipbin.provisioning.contract.Address(
                contractConstant(AddressType.class, address.type()),
                address.target(),
                address.targetName(),
                address.name(),
                address.detail());
    }

    private static Address address(net.voipbin.provisioning.contract.Address address) {
        return new Address(
                domainConstant(Address.Type.class, address.getType()),
                address.getTarget(),
                address.getTargetName(),
                address.getName(),
                address.getDetail());
    }

    private static net.voipbin.provisioning.contract.BillingAccount billingAccount(BillingAccount account) {
        return net.voipbin.provisioning.contract.BillingAccount.newBuilder()
                .setId(account.id())
                .setCustomerId(account.customerId())
                .setVersion(account.revision().version())
                .setName(account.profile().name())
                .setDetail(account.profile().detail())
                .setPlanType(contractConstant(net.voipbin.provisioning.contract.PlanType.class, account.planType()))
                .setPlanStatus(contractConstant(PlanStatus.class, account.planStatus()))
                .setBalanceCredit(account.balanceCredit())
                .setBalanceToken(account.balanceToken())
                .setPaymentType(nullableContractConstant(PaymentType.class, account.paymentType()))
                .setPaymentMethod(nullableContractConstant(PaymentMethod.class, account.paymentMethod()))
                .setStatus(contractConstant(BillingAccountStatus.class, account.status()))
                .setTmLastTopup(account.tmLastTopup().orElse(null))
                .setTmNextTopup(account.tmNextTopup().orElse(null))
                .setTmCreate(account.revision().tmCreate())
                .setTmUpdate(account.revision().tmUpdate().orElse(null))
                .setTmDelete(account.revision().tmDelete().orElse(null))
                .build();
    }

    private static BillingAccount billingAccount(net.voipbin.provisioning.contract.BillingAccount account) {
        return new BillingAccount(
                account.getId(),
                account.getCustomerId(),
                revision(account.getVersion(), account.getTmCreate(), account.getTmUpdate(), account.getTmDelete()),
                new BillingAccount.Profile(account.getName(), account.getDetail()),
                domainConstant(PlanType.class, account.getPlanType()),
                domainConstant(BillingAccount.PlanStatus.class, account.getPlanStatus()),
                account.getBalanceCredit(),
                account.getBalanceToken(),
                optionalDomainConstant(BillingAccount.PaymentType.class, account.getPaymentType()),
                optionalDomainConstant(BillingAccount.PaymentMethod.class, account.getPaymentMethod()),
                domainConstant(BillingAccount.Status.class, account.getStatus()),
                Optional.ofNullable(account.getTmLastTopup()),
                Optional.ofNullable(account.getTmNextTopup()));
    }

    private static net.voipbin.provisioning.contract.Number number(Number number) {
        return net.voipbin.provisioning.contract.Number.newBuilder()
                .setId(number.id())
                .setCustomerId(number.customerId())
                .setVersion(number.revision().version())
                .setNumber(number.number())
                .setType(contractConstant(NumberType.class, number.numberType()))
                .setCallFlowId(number.profile().callFlowId().orElse(null))
                .setMessageFlowId(number.profile().messageFlowId().orElse(null))
                .setName(number.profile().name())
                .setDetail(number.profile().detail())
                .setStatus(number.live() ? NumberStatus.active : NumberStatus.deleted)
                .setMetadata(new NumberMetadata(number.metadata().rtpDebug()))
                .setTmPurchase(number.tmPurchase())
                .setTmRenew(number.tmRenew().orElse(null))
                .setTmCreate(number.revision().tmCreate())
                .setTmUpdate(number.revision().tmUpdate().orElse(null))
                .setTmDelete(number.revision().tmDelete().orElse(null))
                .build();
    }

    private static Number number(net.voipbin.provisioning.contract.Number number) {
        return new Number(
                number.getId(),
                number.getCustomerId(),
                revision(number.getVersion(), number.getTmCreate(), number.getTmUpdate(), number.getTmDelete()),
                number.getNumber(),
                domainConstant(Number.NumberType.class, number.getType()),
                new Number.Profile(
                        number.getName(),
                        number.getDetail(),
                        Optional.ofNullable(number.getCallFlowId()),
                        Optional.ofNullable(number.getMessageFlowId())),
                new Metadata(number.getMetadata().getRtpDebug()),
                number.getTmPurchase(),
                Optional.ofNullable(number.getTmRenew()));
    }

    private static net.voipbin.provisioning.contract.Flow flow(Flow flow) {
        return net.voipbin.provisioning.contract.Flow.newBuilder()
                .setId(flow.id())
                .setCustomerId(flow.customerId())
                .setVersion(flow.revision().version())
                .setType(FlowType.flow)
                .setName(flow.profile().name())
                .setDetail(flow.profile().detail())
                .setActions(flow.profile().actions().stream()
                        .map(action -> new FlowAction(
                                action.id(),
                                action.nextId().map(UUID::toString).orElse(""),
                                action.type(),
                                action.option()))
                        .toList())
                .setOnCompleteFlowId(flow.profile().onCompleteFlowId().orElse(null))
                .setTmCreate(flow.revision().tmCreate())
                .setTmUpdate(flow.revision().tmUpdate().orElse(null))
                .setTmDelete(flow.revision().tmDelete().orElse(null))
                .build();
    }

    private static Flow flow(net.voipbin.provisioning.contract.Flow flow) {
        return new Flow(
                flow.getId(),
                flow.getCustomerId(),
                revision(flow.getVersion(), flow.getTmCreate(), flow.getTmUpdate(), flow.getTmDelete()),
                new Flow.Profile(
                        flow.getName(),
                        flow.getDetail(),
                        flow.getActions().stream()
                                .map(action -> new Flow.Action(
                                        action.getId(),
                                        Optional.of(action.getNextId())
                                                .filter(next -> !next.isEmpty())
                                                .map(UUID::fromString),
                                        action.getType(),
                                        action.getOption()))
                                .toList(),
                        Optional.ofNullable(flow.getOnCompleteFlowId())));
    }

    private static net.voipbin.provisioning.contract.Queue queue(Queue queue) {
        return net.voipbin.provisioning.contract.Queue.newBuilder()
                .setId(queue.id())
                .setCustomerId(queue.customerId())
                .setVersion(queue.revision().version())
                .setName(queue.profile().name())
                .setDetail(queue.profile().detail())
                .setRoutingMethod(
                        contractConstant(RoutingMethod.class, queue.profile().routingMethod()))
                .setTagIds(texts(queue.profile().tagIds()))
                .setWaitFlowId(queue.profile().waitFlowId().orElse(null))
                .setWaitTimeout(queue.profile().waitTimeout())
                .setServiceTimeout(queue.profile().serviceTimeout())
                .setTmCreate(queue.revision().tmCreate())
                .setTmUpdate(queue.revision().tmUpdate().orElse(null))
                .setTmDelete(queue.revision().tmDelete().orElse(null))
                .build();
    }

    private static Queue queue(net.voipbin.provisioning.contract.Queue queue) {
        return new Queue(
                queue.getId(),
                queue.getCustomerId(),
                revision(queue.getVersion(), queue.getTmCreate(), queue.getTmUpdate(), queue.getTmDelete()),
                new Queue.Profile(
                        queue.getName(),
                        queue.getDetail(),
                        domainConstant(Queue.RoutingMethod.class, queue.getRoutingMethod()),
                        ids(queue.getTagIds()),
                        Optional.ofNullable(queue.getWaitFlowId()),
                        queue.getWaitTimeout(),
                        queue.getServiceTimeout()));
    }

    private static net.voipbin.provisioning.contract.Tag tag(Tag tag) {
        return net.voipbin.provisioning.contract.Tag.newBuilder()
                .setId(tag.id())
                .setCustomerId(tag.customerId())
                .setVersion(tag.revision().version())
                .setName(tag.name())
                .setDetail(tag.detail())
                .setTmCreate(tag.revision().tmCreate())
                .setTmUpdate(tag.revision().tmUpdate().orElse(null))
                .setTmDelete(tag.revision().tmDelete().orElse(null))
                .build();
    }

    private static Tag tag(net.voipbin.provisioning.contract.Tag tag) {
        return new Tag(
                tag.getId(),
                tag.getCustomerId(),
                revision(tag.getVersion(), tag.getTmCreate(), tag.getTmUpdate(), tag.getTmDelete()),
                tag.getName(),
                tag.getDetail());
    }

    private static net.voipbin.provisioning.contract.AccessKey accessKey(AccessKey key) {
        return net.voipbin.provisioning.contract.AccessKey.newBuilder()
                .setId(key.id())
                .setCustomerId(key.customerId())
                .setVersion(key.revision().version())
                .setName(key.name())
                .setDetail(key.detail())
                .setTokenPrefix(key.tokenPrefix())
                .setTmExpire(key.tmExpire())
                .setTmCreate(key.revision().tmCreate())
                .setTmUpdate(key.revision().tmUpdate().orElse(null))
                .setTmDelete(key.revision().tmDelete().orElse(null))
                .build();
    }

    private static AccessKey accessKey(net.voipbin.provisioning.contract.AccessKey key) {
        return new AccessKey(
                key.getId(),
                key.getCustomerId(),
                revision(key.getVersion(), key.getTmCreate(), key.getTmUpdate(), key.getTmDelete()),
                key.getName(),
                key.getDetail(),
                key.getTokenPrefix(),
                key.getTmExpire());
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    private static List<UUID> ids(List<String> texts) {
        return texts.stream().map(UUID::fromString).toList();
    }

    private static Revision revision(
            long version, Instant tmCreate, @Nullable Instant tmUpdate, @Nullable Instant tmDelete) {
        return new Revision(version, tmCreate, Optional.ofNullable(tmUpdate), Optional.ofNullable(tmDelete));
    }
}
