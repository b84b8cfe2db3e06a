package net.voipbin.provisioning.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.voipbin.provisioning.contract.AddressType;
import net.voipbin.provisioning.contract.AgentStatus;
import net.voipbin.provisioning.contract.BillingAccountStatus;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.RingMethod;
import net.voipbin.provisioning.domain.Address;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.PlanType;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Standing;
import net.voipbin.provisioning.domain.WebhookMethod;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

final class ResourceTranslationTest {

    private static final Instant EPOCH = Instant.EPOCH;

    /** Those that stand on both sides; PlanType, DefaultPermission and WebhookMethod have the same simple names. */
    private static final Map<Class<? extends Enum<?>>, Class<? extends Enum<?>>> TWINS = Map.ofEntries(
            Map.entry(Customer.Status.class, CustomerStatus.class),
            Map.entry(
                    Customer.IdentityVerificationStatus.class,
                    net.voipbin.provisioning.contract.IdentityVerificationStatus.class),
            Map.entry(WebhookMethod.class, net.voipbin.provisioning.contract.WebhookMethod.class),
            Map.entry(DefaultPermission.class, net.voipbin.provisioning.contract.DefaultPermission.class),
            Map.entry(Agent.RingMethod.class, RingMethod.class),
            Map.entry(Agent.Status.class, AgentStatus.class),
            Map.entry(Address.Type.class, AddressType.class),
            Map.entry(PlanType.class, net.voipbin.provisioning.contract.PlanType.class),
            Map.entry(BillingAccount.PlanStatus.class, net.voipbin.provisioning.contract.PlanStatus.class),
            Map.entry(BillingAccount.PaymentType.class, net.voipbin.provisioning.contract.PaymentType.class),
            Map.entry(BillingAccount.PaymentMethod.class, net.voipbin.provisioning.contract.PaymentMethod.class),
            Map.entry(BillingAccount.Status.class, BillingAccountStatus.class));

    @Property(tries = 300)
    void shouldBringEveryFieldOfACustomerThereAndBack(@ForAll("customers") Customer customer) {
        assertThat(ResourceTranslation.toDomain(ResourceTranslation.toContract(customer)))
                .isEqualTo(customer);
    }

    @Property(tries = 300)
    void shouldBringEveryFieldOfAnAgentThereAndBack(@ForAll("agents") Agent agent) {
        assertThat(ResourceTranslation.toDomain(ResourceTranslation.toContract(agent)))
                .isEqualTo(agent);
    }

    @Property(tries = 300)
    void shouldBringEveryFieldOfABillingAccountThereAndBack(@ForAll("accounts") BillingAccount account) {
        assertThat(ResourceTranslation.toDomain(ResourceTranslation.toContract(account)))
                .isEqualTo(account);
    }

    @Example
    void shouldKnowEachConstantOnBothSides() {
        assertThat(TWINS)
                .allSatisfy((domain, contract) ->
                        assertThat(names(domain)).containsExactlyInAnyOrderElementsOf(names(contract)));
    }

    /** A field that the contract gets and the translation forgets would stay at its default. */
    @Example
    void shouldFillEveryFieldOfTheContract() {
        Stream.of(fullCustomer(), fullAgent(), fullAccount()).forEach(resource -> {
            var contract = ResourceTranslation.toContract(resource);
            IndexedRecord filled = contract.getCustomer() != null
                    ? contract.getCustomer()
                    : contract.getAgent() != null ? contract.getAgent() : contract.getBillingAccount();
            for (Schema.Field field : filled.getSchema().getFields()) {
                assertThat(filled.get(field.pos()))
                        .as("%s.%s", filled.getSchema().getName(), field.name())
                        .isNotNull()
                        .isNotIn("", false, 0, 0L, List.of());
            }
        });
    }

    @Example
    void shouldRefuseAResourceOfAnUnknownType() {
        var unknown = net.voipbin.provisioning.contract.Resource.newBuilder().build();

        assertThatThrownBy(() -> ResourceTranslation.toDomain(unknown)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Customer> customers() {
        return Combinators.combine(
                        uuids(),
                        revisions(),
                        profiles(),
                        uuids(),
                        Combinators.combine(
                                        Arbitraries.of(true, false),
                                        Arbitraries.of(true, false),
                                        Arbitraries.of(Customer.IdentityVerificationStatus.class),
                                        Arbitraries.of(Customer.Status.class),
                                        texts().optional())
                                .as(CustomerParts::new),
                        texts(),
                        texts(),
                        times().optional())
                .as((id, revision, profile, account, parts, version, ip, scheduled) -> new Customer(
                        id,
                        revision,
                        profile,
                        account,
                        new Metadata(parts.rtpDebug),
                        new Standing(parts.status, parts.verified, parts.identity, parts.reason, scheduled),
                        new Customer.Terms(version, ip)));
    }

    @Provide
    Arbitrary<Agent> agents() {
        return Combinators.combine(
                        uuids(),
                        uuids(),
                        revisions(),
                        texts().list().ofSize(3),
                        Arbitraries.of(Agent.RingMethod.class),
                        Arbitraries.of(Agent.Status.class),
                        Arbitraries.subsetOf(1, 16, 32, 64),
                        Combinators.combine(
                                        uuids().list().ofMaxSize(3),
                                        addresses().list().ofMaxSize(3),
                                        Arbitraries.of(true, false))
                                .as(AgentParts::new))
                .as((id, customer, revision, words, ring, status, bits, parts) -> new Agent(
                        id,
                        customer,
                        revision,
                        words.get(0),
                        new Agent.Profile(words.get(1), words.get(2), ring),
                        status,
                        new Permission(bits.stream().mapToInt(bit -> bit).sum()),
                        parts.tags,
                        parts.addresses,
                        parts.guest));
    }

    @Provide
    Arbitrary<BillingAccount> accounts() {
        return Combinators.combine(
                        uuids(),
                        revisions(),
                        texts().list().ofSize(2),
                        Arbitraries.of(PlanType.class),
                        Arbitraries.of(BillingAccount.PlanStatus.class),
                        Arbitraries.longs().greaterOrEqual(0).list().ofSize(2),
                        Combinators.combine(
                                        Arbitraries.of(BillingAccount.PaymentType.class)
                                                .optional(),
                                        Arbitraries.of(BillingAccount.PaymentMethod.class)
                                                .optional(),
                                        Arbitraries.of(BillingAccount.Status.class))
                                .as(AccountParts::new),
                        times().optional().list().ofSize(2))
                .as((id, revision, words, plan, planStatus, balances, parts, topups) -> new BillingAccount(
                        id,
                        new UUID(id.getLeastSignificantBits(), 1),
                        revision,
                        new BillingAccount.Profile(words.get(0), words.get(1)),
                        plan,
                        planStatus,
                        balances.get(0),
                        balances.get(1),
                        parts.type,
                        parts.method,
                        parts.status,
                        topups.get(0),
                        topups.get(1)));
    }

    private record CustomerParts(
            boolean rtpDebug,
            boolean verified,
            Customer.IdentityVerificationStatus identity,
            Customer.Status status,
            Optional<String> reason) {}

    private record AgentParts(List<UUID> tags, List<Address> addresses, boolean guest) {}

    private record AccountParts(
            Optional<BillingAccount.PaymentType> type,
            Optional<BillingAccount.PaymentMethod> method,
            BillingAccount.Status status) {}

    private static Arbitrary<Customer.Profile> profiles() {
        return Combinators.combine(
                        texts().list().ofSize(6),
                        Arbitraries.of(WebhookMethod.class).optional(),
                        Arbitraries.of(DefaultPermission.class).list().uniqueElements())
                .as((words, method, permissions) -> new Customer.Profile(
                        words.get(0),
                        words.get(1),
                        words.get(2),
                        words.get(3),
                        words.get(4),
                        method,
                        words.get(5),
                        permissions));
    }

    private static Arbitrary<Address> addresses() {
        return Combinators.combine(
                        Arbitraries.of(Address.Type.class), texts().list().ofSize(4))
                .as((type, words) -> new Address(type, words.get(0), words.get(1), words.get(2), words.get(3)));
    }

    private static Arbitrary<Revision> revisions() {
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(1), times(), times().optional(), times().optional())
                .as(Revision::new);
    }

    private static Arbitrary<UUID> uuids() {
        return Arbitraries.create(UUID::randomUUID);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ascii().ofMaxLength(12);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(0, 4_000_000_000_000_000L)
                .map(micros -> EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static Customer fullCustomer() {
        return new Customer(
                UUID.randomUUID(),
                fullRevision(),
                new Customer.Profile(
                        "name",
                        "detail",
                        "email",
                        "phone",
                        "address",
                        Optional.of(WebhookMethod.PUT),
                        "uri",
                        List.of(DefaultPermission.CUSTOMER_ADMIN)),
                UUID.randomUUID(),
                new Metadata(true),
                new Standing(
                        Customer.Status.FROZEN,
                        true,
                        Customer.IdentityVerificationStatus.PENDING,
                        Optional.of("overdrawn"),
                        Optional.of(EPOCH)),
                new Customer.Terms("1", "::1"));
    }

    private static Agent fullAgent() {
        return new Agent(
                UUID.randomUUID(),
                UUID.randomUUID(),
                fullRevision(),
                "username",
                new Agent.Profile("name", "detail", Agent.RingMethod.LINEAR),
                Agent.Status.BUSY,
                Permission.ADMIN,
                List.of(UUID.randomUUID()),
                List.of(new Address(Address.Type.SIP, "target", "target name", "name", "detail")),
                true);
    }

    private static BillingAccount fullAccount() {
        return new BillingAccount(
                UUID.randomUUID(),
                UUID.randomUUID(),
                fullRevision(),
                new BillingAccount.Profile("name", "detail"),
                PlanType.BASIC,
                BillingAccount.PlanStatus.CANCELING,
                5,
                7,
                Optional.of(BillingAccount.PaymentType.PREPAID),
                Optional.of(BillingAccount.PaymentMethod.CREDIT_CARD),
                BillingAccount.Status.FROZEN,
                Optional.of(EPOCH),
                Optional.of(EPOCH));
    }

    private static Revision fullRevision() {
        return new Revision(3, EPOCH, Optional.of(EPOCH), Optional.of(EPOCH));
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
