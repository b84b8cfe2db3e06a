package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;

/** Agents of tenants and of the platform, and whatever else they own, made when a test asks for them. */
public record Staff(RestBed bed) {

    static final String PASSWORD = "correct horse";

    /**
     * An agent with a password.
     *
     * @param client with a token that was issued for its present password
     */
    record Member(UUID id, UUID customerId, String username, RestClient client) {}

    /** A tenant with room for more than the free plan allows. */
    Tenant unlimitedTenant() {
        Tenant tenant = bed.newTenant();
        plan(tenant.id(), "unlimited");
        return tenant;
    }

    void plan(UUID customerId, String plan) {
        ok(bed.admin().put(account(customerId) + "/plan_type", "{\"plan_type\": \"%s\"}".formatted(plan)));
    }

    /** USD. */
    void credit(UUID customerId, String amount) {
        ok(bed.admin().post(account(customerId) + "/balance_add_force", "{\"balance\": %s}".formatted(amount)));
    }

    void verifyIdentity(UUID customerId) {
        ok(bed.admin()
                .put(
                        "/v1.0/customers/" + customerId + "/identity_verification_status",
                        "{\"identity_verification_status\": \"verified\"}"));
    }

    /** The path of the customer's billing account. */
    String account(UUID customerId) {
        return "/v1.0/billing_accounts/"
                + bed.admin().get("/v1.0/customers/" + customerId).text("billing_account_id");
    }

    Member member(UUID customerId, int permission) {
        String username = newUsername();
        Reply created = bed.admin().post("/v1.0/agents", """
                {"customer_id": "%s", "username": "%s", "password": "%s", "permission": %d}""".formatted(customerId, username, PASSWORD, permission));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        UUID id = UUID.fromString(created.text("id"));
        return new Member(id, customerId, username, bed.admin().with(token(customerId, id)));
    }

    /** A token as a login with the agent's present password gives it. */
    String token(UUID customerId, UUID agentId) {
        return bed.tokens().issue(customerId, agentId, password(agentId));
    }

    /** An access key's token. */
    String accessKey(RestClient admin) {
        return ok(admin.post("/v1.0/accesskeys", "{}")).text("token");
    }

    /** Creates a resource of the kind and returns its id. */
    static String create(RestClient client, String path, String body) {
        Reply created = client.post(path, body);
        assertThat(created.status()).as(created.text()).isIn(200, 201);
        return created.text("id");
    }

    public static Reply ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    static String newUsername() {
        return "agent-" + UUID.randomUUID() + "@acme.example";
    }

    /** A virtual number that nobody has. */
    String freeVirtualNumber() {
        List<String> proposed =
                bed.admin().get("/v1.0/available_numbers?type=virtual").each("number");
        return proposed.getFirst();
    }

    /** The customer's change that set the agent's password. */
    private long password(UUID agentId) {
        return bed.system()
                .database()
                .withHandle(handle -> handle.select(
                                "select change_seq from credentials where resource_id = ? and password_hash is not null",
                                agentId)
                        .mapTo(Long.class)
                        .one());
    }

    /** Creates a resource of the kind, such as {@code tags}, with a name that nobody has, and returns its id. */
    String create(Tenant tenant, String kind) {
        String word = UUID.randomUUID().toString();
        return create(
                tenant.client(),
                "/v1.0/" + kind,
                switch (kind) {
                    case "agents" -> "{\"username\": \"" + word + "@acme.example\", \"password\": \"12345678\"}";
                    case "numbers" -> "{\"number\": \"" + freeVirtualNumber() + "\", \"type\": \"virtual\"}";
                    default -> "{\"name\": \"" + word + "\"}";
                });
    }
}
