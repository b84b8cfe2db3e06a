package net.voipbin.provisioning.projection;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.voipbin.provisioning.contract.AccessKey;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Address;
import net.voipbin.provisioning.contract.AddressType;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.AgentStatus;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.BillingAccountStatus;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerMetadata;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.DefaultPermission;
import net.voipbin.provisioning.contract.Flow;
import net.voipbin.provisioning.contract.FlowAction;
import net.voipbin.provisioning.contract.FlowType;
import net.voipbin.provisioning.contract.IdentityVerificationStatus;
import net.voipbin.provisioning.contract.Number;
import net.voipbin.provisioning.contract.NumberMetadata;
import net.voipbin.provisioning.contract.NumberStatus;
import net.voipbin.provisioning.contract.NumberType;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.PaymentMethod;
import net.voipbin.provisioning.contract.PaymentType;
import net.voipbin.provisioning.contract.PlanStatus;
import net.voipbin.provisioning.contract.PlanType;
import net.voipbin.provisioning.contract.Queue;
import net.voipbin.provisioning.contract.Rejection;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.RingMethod;
import net.voipbin.provisioning.contract.RoutingMethod;
import net.voipbin.provisioning.contract.Tag;
import net.voipbin.provisioning.contract.WebhookMethod;
import net.voipbin.provisioning.projection.ProjectionBatch.ReceivedResult;
import net.voipbin.provisioning.registry.TrustedContracts;

/** Events and results as the topology publishes them. */
final class Samples {

    static final UUID CUSTOMER = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    static final UUID AGENT = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000001");
    static final UUID ACCOUNT = UUID.fromString("cccccccc-0000-4000-8000-000000000001");
    static final UUID TAG = UUID.fromString("dddddddd-0000-4000-8000-000000000001");
    static final UUID NUMBER = UUID.fromString("dddddddd-0000-4000-8000-000000000002");
    static final UUID FLOW = UUID.fromString("dddddddd-0000-4000-8000-000000000003");
    static final UUID QUEUE = UUID.fromString("dddddddd-0000-4000-8000-000000000004");
    static final UUID ACCESS_KEY = UUID.fromString("dddddddd-0000-4000-8000-000000000005");
    static final UUID OTHER_CUSTOMER = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000002");
    static final UUID COMMAND = UUID.fromString("ffffffff-0000-4000-8000-000000000001");
    static final UUID OTHER_COMMAND = UUID.fromString("ffffffff-0000-4000-8000-000000000002");
    static final UUID ACTOR = UUID.fromString("eeeeeeee-0000-4000-8000-000000000001");
    static final Instant BIRTH = Instant.parse("2026-01-02T03:04:05.000006Z");
    static final Instant DECIDED = Instant.parse("2026-01-02T03:04:06.007Z");

    static {
        TrustedContracts.declare();
    }

    private Samples() {}

    static Customer customer(UUID id, long version) {
        return Customer.newBuilder()
                .setId(id)
                .setVersion(version)
                .setName("Acme " + version)
                .setDetail("A customer")
                .setEmail("owner@acme.example")
                .setPhoneNumber("+15551234567")
                .setAddress("1 Main Street")
                .setWebhookMethod(WebhookMethod.POST)
                .setWebhookUri("https://acme.example/hook")
                .setBillingAccountId(ACCOUNT)
                .setPermissionIds(List.of(DefaultPermission.customer_admin, DefaultPermission.customer_agent))
                .setMetadata(new CustomerMetadata(true))
                .setEmailVerified(true)
                .setIdentityVerificationStatus(IdentityVerificationStatus.verified)
                .setStatus(CustomerStatus.frozen)
                .setSuspensionReason("unpaid")
                .setTermsAgreedVersion("v1")
                .setTermsAgreedIp("192.0.2.7")
                .setTmDeletionScheduled(BIRTH.plusSeconds(1))
                .setTmCreate(BIRTH)
                .setTmUpdate(BIRTH.plusSeconds(2))
                .setTmDelete(BIRTH.plusSeconds(3))
                .build();
    }

    static Customer liveCustomer(UUID id, long version) {
        return Customer.newBuilder(customer(id, version))
                .setStatus(CustomerStatus.active)
                .setTmDeletionScheduled(null)
                .setTmDelete(null)
                .build();
    }

    static Customer deletedCustomer(UUID id, long version, CustomerStatus status) {
        return Customer.newBuilder(customer(id, version)).setStatus(status).build();
    }

    static Agent agent(UUID customerId, long version) {
        return Agent.newBuilder()
                .setId(AGENT)
                .setCustomerId(customerId)
                .setVersion(version)
                .setUsername("ann@acme.example")
                .setName("Ann " + version)
                .setDetail("At the desk")
                .setRingMethod(RingMethod.linear)
                .setStatus(AgentStatus.away)
                .setPermission(96)
                .setTagIds(List.of(TAG.toString()))
                .setAddresses(List.of(new Address(AddressType.tel, "+15557654321", "Ann", "desk", "of \"glass\"")))
                .setGuest(true)
                .setTmCreate(BIRTH)
                .setTmUpdate(BIRTH.plusSeconds(2))
                .build();
    }

    static Agent deletedAgent(UUID customerId, long version) {
        return Agent.newBuilder(agent(customerId, version))
                .setTmDelete(BIRTH.plusSeconds(3))
                .build();
    }

    static BillingAccount account(UUID customerId, long version) {
        return BillingAccount.newBuilder()
                .setId(ACCOUNT)
                .setCustomerId(customerId)
                .setVersion(version)
                .setName("Account " + version)
                .setDetail("Main")
                .setPlanType(PlanType.professional)
                .setPlanStatus(PlanStatus.canceling)
                .setBalanceCredit(9_000_000_000L)
                .setBalanceToken(12)
                .setPaymentType(PaymentType.prepaid)
                .setPaymentMethod(PaymentMethod.credit_card)
                .setStatus(BillingAccountStatus.frozen)
                .setTmLastTopup(BIRTH.plusSeconds(4))
                .setTmNextTopup(BIRTH.plusSeconds(5))
                .setTmCreate(BIRTH)
                .setTmUpdate(BIRTH.plusSeconds(2))
                .build();
    }

    static Number number(UUID customerId, long version) {
        return Number.newBuilder()
                .setId(NUMBER)
                .setCustomerId(customerId)
                .setVersion(version)
                .setNumber("+899123456789")
                .setType(NumberType.virtual)
                .setCallFlowId(FLOW)
                .setName("Number " + version)
                .setDetail("Main line")
                .setStatus(NumberStatus.active)
                .setT38Enabled(true)
                .setEmergencyEnabled(false)
                .setMetadata(new NumberMetadata(true))
                .setTmPurchase(BIRTH.plusSeconds(6))
                .setTmRenew(BIRTH.plusSeconds(7))
                .setTmCreate(BIRTH)
                .build();
    }

    static Flow flow(UUID customerId, long version, FlowAction... actions) {
        return Flow.newBuilder()
                .setId(FLOW)
                .setCustomerId(customerId)
                .setVersion(version)
                .setType(FlowType.flow)
                .setName("Flow " + version)
                .setDetail("Menu")
                .setActions(List.of(actions))
                .setOnCompleteFlowId(FLOW)
                .setTmCreate(BIRTH)
                .build();
    }

    static FlowAction action(UUID id, String nextId, String type, String option) {
        return FlowAction.newBuilder()
                .setId(id)
                .setNextId(nextId)
                .setType(type)
                .setOption(option)
                .build();
    }

    static Queue queue(UUID customerId, long version) {
        return Queue.newBuilder()
                .setId(QUEUE)
                .setCustomerId(customerId)
                .setVersion(version)
                .setName("Queue " + version)
                .setDetail("Sales")
                .setRoutingMethod(RoutingMethod.random)
                .setTagIds(List.of(TAG.toString(), ACTOR.toString()))
                .setWaitFlowId(FLOW)
                .setWaitTimeout(1)
                .setServiceTimeout(Integer.MAX_VALUE)
                .setTmCreate(BIRTH)
                .build();
    }

    static Tag tag(UUID customerId, long version) {
        return Tag.newBuilder()
                .setId(TAG)
                .setCustomerId(customerId)
                .setVersion(version)
                .setName("Tag " + version)
                .setDetail("Speaks French")
                .setTmCreate(BIRTH)
                .build();
    }

    static AccessKey accessKey(UUID customerId, long version) {
        return AccessKey.newBuilder()
                .setId(ACCESS_KEY)
                .setCustomerId(customerId)
                .setVersion(version)
                .setName("Key " + version)
                .setDetail("For the back office")
                .setTokenPrefix("vb_01234567")
                .setTmExpire(BIRTH.plusSeconds(8))
                .setTmCreate(BIRTH)
                .build();
    }

    static Credential password(UUID customerId, UUID resourceId, long changeSeq, String hash) {
        return Credential.newBuilder()
                .setCustomerId(customerId)
                .setResourceId(resourceId)
                .setChangeSeq(changeSeq)
                .setPasswordHash(hash)
                .build();
    }

    static Credential token(UUID customerId, UUID resourceId, long changeSeq, byte[] hash) {
        return Credential.newBuilder()
                .setCustomerId(customerId)
                .setResourceId(resourceId)
                .setChangeSeq(changeSeq)
                .setTokenHash(ByteBuffer.wrap(hash))
                .build();
    }

    /** Tells that the resource has no secret any more. */
    static Credential none(UUID customerId, UUID resourceId, long changeSeq) {
        return Credential.newBuilder()
                .setCustomerId(customerId)
                .setResourceId(resourceId)
                .setChangeSeq(changeSeq)
                .build();
    }

    /** The event, as one that has set or removed a secret. */
    static ResourceEvent flagged(ResourceEvent event) {
        return ResourceEvent.newBuilder(event).setCredential(true).build();
    }

    static Resource resource(Customer customer) {
        return Resource.newBuilder().setCustomer(customer).build();
    }

    static Resource resource(Agent agent) {
        return Resource.newBuilder().setAgent(agent).build();
    }

    static Resource resource(BillingAccount account) {
        return Resource.newBuilder().setBillingAccount(account).build();
    }

    static Resource resource(Number number) {
        return Resource.newBuilder().setNumber(number).build();
    }

    static Resource resource(Flow flow) {
        return Resource.newBuilder().setFlow(flow).build();
    }

    static Resource resource(Queue queue) {
        return Resource.newBuilder().setQueue(queue).build();
    }

    static Resource resource(Tag tag) {
        return Resource.newBuilder().setTag(tag).build();
    }

    static Resource resource(AccessKey key) {
        return Resource.newBuilder().setAccesskey(key).build();
    }

    /** The only event of a change. */
    static ResourceEvent event(UUID customerId, long changeSeq, Resource resource) {
        return event(customerId, changeSeq, 0, 1, resource);
    }

    static ResourceEvent event(UUID customerId, long changeSeq, int index, int size, Resource resource) {
        return ResourceEvent.newBuilder()
                .setType("resource_changed")
                .setCustomerId(customerId)
                .setChangeSeq(changeSeq)
                .setIndex(index)
                .setSize(size)
                .setTime(BIRTH)
                .setCommandId(new UUID(0, changeSeq))
                .setActor(actor())
                .setResource(resource)
                .build();
    }

    /** A change of an active customer. */
    static ResourceEvent customerEvent(UUID customerId, long changeSeq) {
        return event(customerId, changeSeq, resource(liveCustomer(customerId, changeSeq)));
    }

    /** The change by which a customer ends. */
    static ResourceEvent end(UUID customerId, long changeSeq, CustomerStatus status) {
        return event(customerId, changeSeq, resource(deletedCustomer(customerId, changeSeq, status)));
    }

    /** One change of a customer, an agent and an account. */
    static ResourceEvent[] everyResource(long version) {
        List<Resource> resources = List.of(
                resource(customer(CUSTOMER, version)),
                resource(agent(CUSTOMER, version)),
                resource(account(CUSTOMER, version)));
        return IntStream.range(0, resources.size())
                .mapToObj(index -> event(CUSTOMER, version, index, 3, resources.get(index)))
                .toArray(ResourceEvent[]::new);
    }

    static CommandResult applied(UUID commandId, UUID customerId, long changeSeq) {
        return result(commandId, customerId, changeSeq).build();
    }

    static CommandResult rejected(UUID commandId, UUID customerId, long changeSeq, String reason) {
        return result(commandId, customerId, changeSeq)
                .setOutcome(Outcome.REJECTED)
                .setRejection(Rejection.newBuilder()
                        .setReason(reason)
                        .setMessage("It cannot be.")
                        .build())
                .build();
    }

    static ReceivedResult received(CommandResult result) {
        return new ReceivedResult(result, Wire.write(result), DECIDED.toEpochMilli());
    }

    private static CommandResult.Builder result(UUID commandId, UUID customerId, long changeSeq) {
        return CommandResult.newBuilder()
                .setCommandId(commandId)
                .setCustomerId(customerId)
                .setActor(actor())
                .setFingerprint(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .setOutcome(Outcome.APPLIED)
                .setChangeSeq(changeSeq)
                .setTime(DECIDED);
    }

    private static Actor actor() {
        return Actor.newBuilder().setKind(ActorKind.AGENT).setAgentId(ACTOR).build();
    }
}
