package net.voipbin.provisioning.translation;

import static net.voipbin.provisioning.translation.EnumTranslation.contractConstant;
import static net.voipbin.provisioning.translation.EnumTranslation.domainConstant;
import static net.voipbin.provisioning.translation.EnumTranslation.nullableContractConstant;
import static net.voipbin.provisioning.translation.EnumTranslation.optionalDomainConstant;

import java.time.Instant;
import java.util.Optional;
import net.voipbin.provisioning.contract.AddressType;
import net.voipbin.provisioning.contract.AgentStatus;
import net.voipbin.provisioning.contract.BillingAccountStatus;
import net.voipbin.provisioning.contract.CustomerMetadata;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.IdentityVerificationStatus;
import net.voipbin.provisioning.contract.PaymentMethod;
import net.voipbin.provisioning.contract.PaymentType;
import net.voipbin.provisioning.contract.PlanStatus;
import net.voipbin.provisioning.contract.RingMethod;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.PlanType;
import net.voipbin.provisioning.domain.Profile;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.WebhookMethod;
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
        };
    }

    /**
     * The resource that the record holds.
     *
     * @throws IllegalArgumentException if it holds none that is known here
     */
    public static Resource toDomain(net.voipbin.provisioning.contract.Resource resource) {
        if (resource.getCustomer() != null) {
            return customer(resource.getCustomer());
        }
        if (resource.getAgent() != null) {
            return agent(resource.getAgent());
        }
        if (resource.getBillingAccount() != null) {
            return billingAccount(resource.getBillingAccount());
        }
        throw new IllegalArgumentException("a resource of a type that this version does not know");
    }

    private static net.voipbin.provisioning.contract.Customer customer(Customer customer) {
        Profile profile = customer.profile();
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
                .setEmailVerified(customer.emailVerified())
                .setIdentityVerificationStatus(
                        contractConstant(IdentityVerificationStatus.class, customer.identityVerificationStatus()))
                .setStatus(contractConstant(CustomerStatus.class, customer.status()))
                .setTermsAgreedVersion(customer.terms().agreedVersion())
                .setTermsAgreedIp(customer.terms().agreedIp())
                .setTmDeletionScheduled(customer.tmDeletionScheduled().orElse(null))
                .setTmCreate(customer.revision().tmCreate())
                .setTmUpdate(customer.revision().tmUpdate().orElse(null))
                .setTmDelete(customer.revision().tmDelete().orElse(null))
                .build();
    }

    private static Customer customer(net.voipbin.provisioning.contract.Customer customer) {
        return new Customer(
                customer.getId(),
                revision(customer.getVersion(), customer.getTmCreate(), customer.getTmUpdate(), customer.getTmDelete()),
                new Profile(
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
                new Customer.Metadata(customer.getMetadata().getRtpDebug()),
                customer.getEmailVerified(),
                domainConstant(Customer.IdentityVerificationStatus.class, customer.getIdentityVerificationStatus()),
                domainConstant(Customer.Status.class, customer.getStatus()),
                new Customer.Terms(customer.getTermsAgreedVersion(), customer.getTermsAgreedIp()),
                Optional.ofNullable(customer.getTmDeletionScheduled()));
    }

    private static net.voipbin.provisioning.contract.Agent agent(Agent agent) {
        return net.voipbin.provisioning.contract.Agent.newBuilder()
                .setId(agent.id())
                .setCustomerId(agent.customerId())
                .setVersion(agent.revision().version())
                .setUsername(agent.username())
                .setName(agent.name())
                .setDetail(agent.detail())
                .setRingMethod(contractConstant(RingMethod.class, agent.ringMethod()))
                .setStatus(contractConstant(AgentStatus.class, agent.status()))
                .setPermission(agent.permission().mask())
                .setTagIds(agent.tagIds())
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
                agent.getName(),
                agent.getDetail(),
                domainConstant(Agent.RingMethod.class, agent.getRingMethod()),
                domainConstant(Agent.Status.class, agent.getStatus()),
                new Permission(agent.getPermission()),
                agent.getTagIds(),
                agent.getAddresses().stream().map(ResourceTranslation::address).toList(),
                agent.getGuest());
    }

    private static net.voipbin.provisioning.contract.Address address(Agent.Address address) {
        return new net.voipbin.provisioning.contract.Address(
                contractConstant(AddressType.class, address.type()),
                address.target(),
                address.targetName(),
                address.name(),
                address.detail());
    }

    private static Agent.Address address(net.voipbin.provisioning.contract.Address address) {
        return new Agent.Address(
                domainConstant(Agent.Address.Type.class, address.getType()),
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
                .setName(account.name())
                .setDetail(account.detail())
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
                account.getName(),
                account.getDetail(),
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

    private static Revision revision(
            long version, Instant tmCreate, @Nullable Instant tmUpdate, @Nullable Instant tmDelete) {
        return new Revision(version, tmCreate, Optional.ofNullable(tmUpdate), Optional.ofNullable(tmDelete));
    }
}
