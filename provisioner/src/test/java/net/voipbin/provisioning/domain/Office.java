package net.voipbin.provisioning.domain;

import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.acme;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.domain.accesskey.CreateAccessKey;
import net.voipbin.provisioning.domain.agent.CreateAgent;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.tag.CreateTag;

/** A customer at work, with agents of every permission, on a plan without limits. Not thread-safe. */
public final class Office {

    /** When what a test does happens; the office was set up before. */
    public static final Instant NOW = NOON.plusSeconds(60);

    public static final String PASSWORD_HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA";
    public static final String OTHER_PASSWORD_HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$cGVwcGVycGVwcGVy$aGFzaGhhc2hoYXNoaGFzaA";

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);
    private long commands;

    private final Agent admin;
    private final Agent manager;
    private final Agent clerk;
    private final Agent intern;

    public Office() {
        applied(provisioner.handle(asked(PLATFORM, acme(), NOON)));
        BillingAccount account =
                provisioner.tenant(CUSTOMER_ID).billingAccount(CUSTOMER_ID).orElseThrow();
        put(updated(account.with(PlanType.UNLIMITED), NOON));
        admin = hire("admin@acme.example", 32);
        manager = hire("manager@acme.example", 64);
        clerk = hire("clerk@acme.example", 16);
        intern = hire("intern@acme.example", 0);
    }

    /** The agent with permission 32, in its present state. */
    public Agent admin() {
        return now(admin);
    }

    /** The agent with permission 64, in its present state. */
    public Agent manager() {
        return now(manager);
    }

    /** The agent with permission 16, in its present state. */
    public Agent clerk() {
        return now(clerk);
    }

    /** The agent with permission 0, in its present state. */
    public Agent intern() {
        return now(intern);
    }

    public Agent guest() {
        return find(Agent.class, GuestAgent.idOf(CUSTOMER_ID)).orElseThrow();
    }

    /** An agent who joined at noon. */
    public Agent hire(String username, int permission) {
        CreateAgent request = new CreateAgent(
                username,
                PASSWORD_HASH,
                "Ann",
                "sits at the front",
                "ringall",
                Optional.of(permission),
                List.of(),
                List.of());
        return (Agent)
                applied(provisioner.handle(asked(PLATFORM, request, NOON))).subject();
    }

    public Tag tag(String name) {
        return (Tag) apply(PLATFORM, new CreateTag(name, "")).subject();
    }

    public AccessKey accessKey() {
        return (AccessKey)
                apply(PLATFORM, new CreateAccessKey("robot", "at night", 86_400, "vb_12345678", "ab".repeat(32)))
                        .subject();
    }

    public void put(Resource resource) {
        provisioner.put(resource);
    }

    public Decision handle(Actor actor, Request request) {
        return provisioner.handle(asked(actor, request));
    }

    public Decision handleExpecting(long version, Actor actor, Request request) {
        return provisioner.handle(Samples.expecting(version, asked(actor, request)));
    }

    /** Carries out what must not be refused. */
    public Decision.Applied apply(Actor actor, Request request) {
        return applied(handle(actor, request));
    }

    public <R extends Resource> Optional<R> find(Class<R> type, UUID id) {
        return provisioner.tenant(CUSTOMER_ID).find(type, id);
    }

    Agent now(Agent agent) {
        return find(Agent.class, agent.id()).orElseThrow();
    }

    static Decision.Applied applied(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Applied.class);
        return (Decision.Applied) decision;
    }

    public static List<String> events(Decision decision) {
        return applied(decision).changes().stream().map(Change::eventType).toList();
    }

    private Command asked(Actor actor, Request request) {
        return asked(actor, request, NOW);
    }

    private Command asked(Actor actor, Request request, Instant time) {
        return new Command(nextCommandId(), CUSTOMER_ID, actor, OptionalLong.empty(), time, request);
    }

    private UUID nextCommandId() {
        commands++;
        return new UUID(0x0193_b0a0_5555_7000L, 0x8000_0000_0000_0000L | commands);
    }
}
