package net.voipbin.provisioning.projection;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Address;
import net.voipbin.provisioning.contract.AddressType;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.AgentStatus;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.BillingAccountStatus;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerMetadata;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.DefaultPermission;
import net.voipbin.provisioning.contract.IdentityVerificationStatus;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.PaymentMethod;
import net.voipbin.provisioning.contract.PaymentType;
import net.voipbin.provisioning.contract.PlanStatus;
import net.voipbin.provisioning.contract.PlanType;
import net.voipbin.provisioning.contract.Rejection;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.RingMethod;
import net.voipbin.provisioning.contract.WebhookMethod;
import net.voipbin.provisioning.projection.ProjectionBatch.ReceivedResult;
import net.voipbin.provisioning.registry.TrustedContracts;

/** Events and results as the topology publishes them. */
final class Samples {

    static final UUID CUSTOMER = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    static final UUID AGENT = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000001");
    static final UUID ACCOUNT = UUID.fromString("cccccccc-0000-4000-8000-000000000001");
    static final UUID TAG = UUID.fromString("dddddddd-0000-4000-8000-000000000001");
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
                .setTmDelete(BIRTH.plusSeconds(3))
                .build();
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
