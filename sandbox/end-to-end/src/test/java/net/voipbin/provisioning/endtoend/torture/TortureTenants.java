package net.voipbin.provisioning.endtoend.torture;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory;
import net.voipbin.provisioning.endtoend.rest.RestClient;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import org.awaitility.Awaitility;

/** The customers that the torture test's HTTP clients act for. */
final class TortureTenants {

    private static final int TENANTS = 4;

    private TortureTenants() {}

    /** Registers the platform and creates the tenants, each with one client for each bridge. */
    static List<TortureClients.Tenant> create(TwoOfEach system, TortureCommands commands) {
        UUID platform = system.secrets().platformCustomerId();
        UUID adminId = RegisterPlatform.adminIdOf(platform);
        Tokens tokens = new Tokens(system.secrets().bridgeTokenKey(), Tokens.DEFAULT_LIFETIME, Clock.systemUTC());
        RestClient admin = new RestClient(system.bridgeUrl(0), tokens.issue(platform, adminId));
        commands.publish(UpstreamCommands.registration(platform));
        Awaitility.await()
                .atMost(TwoOfEach.RECOVERY)
                .until(() -> admin.get("/v1.0/customer").status() == 200);
        return IntStream.range(0, TENANTS)
                .mapToObj(each -> tenant(system, admin, tokens, adminId))
                .toList();
    }

    private static TortureClients.Tenant tenant(TwoOfEach system, RestClient admin, Tokens tokens, UUID adminId) {
        // The first one after a start may take longer than a bridge waits.
        String key = HttpHistory.newKey();
        String body = "{\"name\": \"Tenant\", \"email\": \"%s@tenant.example\"}".formatted(UUID.randomUUID());
        Reply created = Awaitility.await()
                .atMost(TwoOfEach.RECOVERY)
                .until(
                        () -> admin.post("/v1.0/customers", body, "Idempotency-Key", key),
                        reply -> reply.status() == 200);
        UUID id = UUID.fromString(created.text("id"));
        String token = tokens.issueDelegated(id, GuestAgent.idOf(id), adminId);
        return new TortureClients.Tenant(
                id.toString(),
                IntStream.range(0, TwoOfEach.EACH)
                        .mapToObj(bridge -> new RestClient(system.bridgeUrl(bridge), token))
                        .toList());
    }
}
