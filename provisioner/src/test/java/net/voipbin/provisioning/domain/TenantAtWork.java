package net.voipbin.provisioning.domain;

import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.OTHER_CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.domain.billing.AddBalance;
import net.voipbin.provisioning.domain.customer.CreateCustomer;
import net.voipbin.provisioning.domain.customer.FreezeCustomer;
import net.voipbin.provisioning.domain.customer.NamedProfile;
import net.voipbin.provisioning.domain.customer.SuspendCustomer;
import net.voipbin.provisioning.domain.customer.UpdateIdentityVerificationStatus;

/**
 * A customer with people of each kind, a flow and a tag; beside it another customer. What is asked of it, is asked one
 * hour after its birth. Not thread-safe.
 */
public final class TenantAtWork {

    public static final Instant LATER = NOON.plusSeconds(3_600);

    public static final Actor ADMIN = person(1);
    public static final Actor MANAGER = person(2);
    static final Actor AGENT = person(3);
    static final Actor STRANGER = person(4);

    public static final UUID FLOW = new UUID(0x8000, 11);
    public static final UUID TAG = new UUID(0x8000, 12);
    public static final UUID OTHER_TAG = new UUID(0x8000, 13);

    /** A flow of the other customer. */
    public static final UUID FOREIGN_FLOW = new UUID(0x8000, 21);

    /** A tag of the other customer. */
    public static final UUID FOREIGN_TAG = new UUID(0x8000, 22);

    /** The id of nothing. */
    public static final UUID UNKNOWN = new UUID(0x8000, 99);

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);
    private long commands;

    public TenantAtWork() {
        this(NOON);
    }

    public TenantAtWork(Instant birth) {
        born(CUSTOMER_ID, "owner@acme.example", birth);
        born(OTHER_CUSTOMER_ID, "owner@other.example", birth);
        put(agent(ADMIN, CUSTOMER_ID, Permission.CUSTOMER_ADMIN, birth));
        put(agent(MANAGER, CUSTOMER_ID, Permission.CUSTOMER_MANAGER, birth));
        put(agent(AGENT, CUSTOMER_ID, Permission.CUSTOMER_AGENT, birth));
        put(agent(STRANGER, OTHER_CUSTOMER_ID, Permission.CUSTOMER_ADMIN, birth));
        put(flow(FLOW, CUSTOMER_ID, birth));
        put(flow(FOREIGN_FLOW, OTHER_CUSTOMER_ID, birth));
        put(new Tag(TAG, CUSTOMER_ID, Revision.first(birth), "sales", ""));
        put(new Tag(OTHER_TAG, CUSTOMER_ID, Revision.first(birth), "support", ""));
        put(new Tag(FOREIGN_TAG, OTHER_CUSTOMER_ID, Revision.first(birth), "sales", ""));
    }

    /** One that may hold normal numbers and has this credit, in millionths of a US dollar. */
    public static TenantAtWork verifiedWith(long credit) {
        TenantAtWork tenant = new TenantAtWork();
        tenant.by(PLATFORM, new UpdateIdentityVerificationStatus("verified"));
        tenant.by(PLATFORM, new AddBalance(credit));
        return tenant;
    }

    public Decision by(Actor actor, Request request) {
        return at(LATER, actor, request);
    }

    public Decision at(Instant time, Actor actor, Request request) {
        return handle(CUSTOMER_ID, actor, OptionalLong.empty(), time, request);
    }

    Decision expecting(long version, Actor actor, Request request) {
        return handle(CUSTOMER_ID, actor, OptionalLong.of(version), LATER, request);
    }

    public Decision byOther(Request request) {
        return handle(OTHER_CUSTOMER_ID, STRANGER, OptionalLong.empty(), LATER, request);
    }

    Decision onUnknownCustomer(Actor actor, Request request) {
        return handle(UNKNOWN, actor, OptionalLong.empty(), LATER, request);
    }

    /** What the command made, or changed. */
    public static <R extends Resource> R subject(Class<R> type, Decision decision) {
        return switch (decision) {
            case Decision.Applied applied -> type.cast(applied.subject());
            case Decision.Rejected rejected -> throw new AssertionError("refused: " + rejected.rejection());
            case Decision.Claiming claiming -> throw new AssertionError("undecided: " + claiming);
        };
    }

    public <R extends Resource> R live(Class<R> type, UUID id) {
        return find(type, id).orElseThrow();
    }

    public <R extends Resource> Optional<R> find(Class<R> type, UUID id) {
        return provisioner.tenant(CUSTOMER_ID).find(type, id);
    }

    public BillingAccount account() {
        return provisioner.tenant(CUSTOMER_ID).billingAccount(CUSTOMER_ID).orElseThrow();
    }

    public Customer customer() {
        return provisioner.tenant(CUSTOMER_ID).customer().orElseThrow();
    }

    public void put(Resource resource) {
        provisioner.put(resource);
    }

    public void isSuspended() {
        by(PLATFORM, new SuspendCustomer("unpaid", false));
    }

    public void isFrozen() {
        by(PLATFORM, new FreezeCustomer());
    }

    private Decision handle(UUID customerId, Actor actor, OptionalLong expectedVersion, Instant time, Request request) {
        commands++;
        return provisioner.handle(
                new Command(new UUID(0x4000, commands), customerId, actor, expectedVersion, time, request));
    }

    private void born(UUID customerId, String email, Instant time) {
        NamedProfile profile = new NamedProfile("Acme", "", email, "", "", "", "");
        handle(customerId, PLATFORM, OptionalLong.empty(), time, new CreateCustomer(profile));
    }

    private static Actor person(long number) {
        return new Actor.TenantAgent(new UUID(0x7000, number), Optional.empty());
    }

    private static Agent agent(Actor actor, UUID customerId, int permission, Instant time) {
        UUID id = ((Actor.TenantAgent) actor).agentId();
        return Agent.create(
                id,
                customerId,
                time,
                "user-" + id + "@acme.example",
                new Agent.Profile("", "", Agent.RingMethod.RINGALL),
                new Permission(permission),
                List.of(),
                List.of());
    }

    private static Flow flow(UUID id, UUID customerId, Instant time) {
        return new Flow(
                id, customerId, Revision.first(time), new Flow.Profile("welcome", "", List.of(), Optional.empty()));
    }
}
