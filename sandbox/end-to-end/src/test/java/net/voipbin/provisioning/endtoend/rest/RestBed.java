package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest.RunningBridge;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import org.awaitility.Awaitility;

/**
 * The API as its callers meet it: two bridges side by side, a super admin, and tenants made when they are asked for.
 */
public final class RestBed implements AutoCloseable {

    private static final class Shared {
        private static final RestBed BED = start();

        private static RestBed start() {
            RestBed bed = on(SystemUnderTest.shared());
            Runtime.getRuntime().addShutdownHook(new Thread(bed::close));
            return bed;
        }
    }

    private static final Duration REGISTERED = Duration.ofSeconds(60);

    private final SystemUnderTest system;
    private final RunningBridge second;
    private final Tokens tokens;
    private final UUID adminId;
    private final RestClient admin;

    private RestBed(SystemUnderTest system) {
        this.system = system;
        second = system.startBridge("second-bridge", Map.of());
        tokens = new Tokens(system.secrets().bridgeTokenKey(), Tokens.DEFAULT_LIFETIME, Clock.systemUTC());
        UUID platform = platformCustomerId();
        adminId = RegisterPlatform.adminIdOf(platform);
        admin = new RestClient(system.bridgeUrl(), tokens.issue(platform, adminId));
        register(platform);
    }

    /** The bed that all tests of this JVM share. */
    static RestBed shared() {
        return Shared.BED;
    }

    /** Starts a second bridge beside a system of a test's own. */
    public static RestBed on(SystemUnderTest system) {
        return new RestBed(system);
    }

    /**
     * A customer with nothing but its guest agent.
     *
     * @param client of its guest agent, through a super admin's delegation
     */
    public record Tenant(UUID id, String email, RestClient client) {}

    SystemUnderTest system() {
        return system;
    }

    UUID platformCustomerId() {
        return system.secrets().platformCustomerId();
    }

    UUID adminId() {
        return adminId;
    }

    Tokens tokens() {
        return tokens;
    }

    /** A super admin, at the first bridge. */
    RestClient admin() {
        return admin;
    }

    RestClient nobody() {
        return admin.with("");
    }

    RunningBridge second() {
        return second;
    }

    /** A client with the same token at the second bridge. */
    public RestClient elsewhere(RestClient client) {
        return new RestClient(second.url(), client.token());
    }

    public Tenant newTenant() {
        String email = newEmail();
        RestClient.Reply created = admin.post("/v1.0/customers", """
                {"name": "Acme Corporation", "detail": "Enterprise customer account", "email": "%s"}""".formatted(email));
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        UUID id = UUID.fromString(created.text("id"));
        return new Tenant(id, email, admin.with(tokens.issueDelegated(id, GuestAgent.idOf(id), adminId)));
    }

    /** Ends the second bridge. */
    @Override
    public void close() {
        second.close();
    }

    static String newEmail() {
        return "owner-" + UUID.randomUUID() + "@acme.example";
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    private void register(UUID platform) {
        try (UpstreamCommands upstream = system.upstream()) {
            upstream.publish(UpstreamCommands.registration(platform)).join();
        }
        Awaitility.await()
                .atMost(REGISTERED)
                .until(() -> admin.get("/v1.0/customer").status() == 200);
    }
}
