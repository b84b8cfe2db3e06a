package net.voipbin.provisioning.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.route.Admission;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole bridge over HTTP, with a real PostgreSQL behind it. */
class RoutesTest {

    private static final int SUPER_ADMIN = 1;
    private static final int AGENT = 16;
    private static final int ADMIN = 32;
    private static final int MANAGER = 64;

    private static Bridge bridge;

    private Tenant platform;
    private Tenant acme;
    private Tenant other;

    @BeforeAll
    static void start() {
        bridge = new Bridge();
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @BeforeEach
    void populate() {
        bridge.provisioner().reset();
        ReadModel.clear();
        platform = ReadModel.tenant(ReadModel.PLATFORM, SUPER_ADMIN);
        acme = ReadModel.tenant(UUID.randomUUID(), ADMIN);
        other = ReadModel.tenant(UUID.randomUUID(), ADMIN);
    }

    private static String bearer(Tenant tenant) {
        return "Bearer " + Bridge.token(tenant);
    }

    private Reply as(Tenant tenant, String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Authorization");
        all.add(bearer(tenant));
        return bridge.send(method, path, body, all.toArray(String[]::new));
    }

    private Reply get(Tenant tenant, String path, String... headers) {
        return as(tenant, "GET", path, "", headers);
    }

    static Stream<Route.Guarded> guardedRoutes() {
        return bridge.routes().routes().stream()
                .filter(Route.Guarded.class::isInstance)
                .map(Route.Guarded.class::cast);
    }

    private static String path(Route route, UUID id) {
        return route.pattern().toString().replace("{id}", id.toString());
    }

    @ParameterizedTest
    @MethodSource("guardedRoutes")
    void everyGuardedRouteWantsACredential(Route.Guarded route) {
        // When
        Reply reply = bridge.send(route.method(), path(route, acme.id()), "{}");

        // Then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.reason()).isEqualTo("AUTHENTICATION_REQUIRED");
    }

    @ParameterizedTest
    @MethodSource("guardedRoutes")
    void noRouteThatWantsAPermissionTakesAnAgentWithoutIt(Route.Guarded route) {
        // Given
        Tenant plain = ReadModel.tenant(UUID.randomUUID(), AGENT);

        // When
        Reply reply = as(plain, route.method(), path(route, plain.id()), "{}");

        // Then
        assertThat(reply.reason().equals("PERMISSION_DENIED"))
                .isEqualTo(route.admission().wanted() != Admission.NO_PERMISSION);
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1.0/customers/", "PUT,/v1.0/customers/"})
    void anotherTenantsCustomerIsAsUnknownAsAnUnknownOne(String method, String path) {
        // When
        Reply others = as(acme, method, path + other.id(), "{}");
        Reply unknown = as(acme, method, path + UUID.randomUUID(), "{}");

        // Then
        assertThat(others.status()).isEqualTo(404);
        assertThat(withoutRequestId(others)).isEqualTo(withoutRequestId(unknown));
    }

    @Test
    void anotherTenantsAgentAndAccountAreNotFound() {
        // When
        Reply agent = get(acme, "/v1.0/agents/" + other.agentId());
        Reply account = get(acme, "/v1.0/billing_accounts/" + other.billingAccountId());

        // Then
        assertThat(agent.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(account.reason()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @Test
    void aTenantIsDeniedWhatIsForSuperAdminsWhateverTheId() {
        // When
        Reply own = as(acme, "DELETE", "/v1.0/customers/" + acme.id(), "");
        Reply malformed = as(acme, "DELETE", "/v1.0/customers/nonsense", "");

        // Then
        assertThat(own.reason()).isEqualTo("PERMISSION_DENIED");
        assertThat(malformed.reason()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void theDescriptionsGetLineAnswersTheCallersOwnCustomer() {
        // When
        Reply reply = bridge.get("/v1.0/customers/?token=" + Bridge.token(acme));

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("id").asText()).isEqualTo(acme.id().toString());
        assertThat(reply.json().path("tm_create").asText()).isEqualTo("2026-01-02T03:04:05.000006Z");
        assertThat(reply.json().path("tm_update").isNull()).isTrue();
        assertThat(reply.json().has("terms_agreed_ip")).isFalse();
    }

    @Test
    void theDescriptionsPutLineChangesNameAndDetail() {
        // When
        Reply reply = bridge.send(
                "PUT",
                "/v1.0/customers/?token=" + Bridge.token(acme),
                "{\"name\": \"Acme Corporation Inc.\", \"detail\": \"Updated enterprise account\"}",
                "Content-Type",
                "application/json");

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("name").asText()).isEqualTo("Acme Corporation Inc.");
        assertThat(reply.header("ETag")).isEqualTo("\"2\"");
        assertThat(get(acme, "/v1.0/customer").json().path("detail").asText()).isEqualTo("Updated enterprise account");
    }

    @ParameterizedTest
    @CsvSource({"/v1.0/customer,true", "/v1.0/customers/,true", "/v1.0/customers/ID,false"})
    void onlyTheOwnCustomerByItsOwnNameShowsTheWebhookSecret(String path, boolean shown) {
        // When
        Reply reply = get(acme, path.replace("ID", acme.id().toString()));

        // Then
        assertThat(reply.json().has("webhook_secret")).isEqualTo(shown);
        if (shown) {
            assertThat(reply.json().path("webhook_secret").asText()).matches("[A-Za-z0-9]{32}");
        }
    }

    @Test
    void whatWasReadCanBePutBackAndTheRightSecretIsNotPassedOn() {
        // Given
        String read = get(acme, "/v1.0/customer").text();

        // When
        Reply reply = as(acme, "PUT", "/v1.0/customer", read);

        // Then
        assertThat(reply.status()).isEqualTo(200);
        Map<String, String> locked =
                bridge.provisioner().published().getFirst().getUpdateCustomer().getLocked();
        assertThat(locked)
                .containsEntry("status", "\"active\"")
                .containsEntry("metadata", "{\"rtp_debug\":false}")
                .containsEntry("tm_update", "null")
                .doesNotContainKey("webhook_secret")
                .doesNotContainKey("name");
    }

    @Test
    void aWrongSecretIsNamedAsLockedWithoutItsValue() {
        // When
        as(acme, "PUT", "/v1.0/customer", "{\"webhook_secret\":\"guess\"}");

        // Then
        assertThat(bridge.provisioner()
                        .published()
                        .getFirst()
                        .getUpdateCustomer()
                        .getLocked())
                .containsExactly(Map.entry("webhook_secret", "null"));
    }

    @Test
    void aTenantsCommandNamesTheTenantsAgent() {
        // When
        as(acme, "PUT", "/v1.0/customer", "{\"name\":\"x\",\"unheard_of\":1}");

        // Then
        Command command = bridge.provisioner().published().getFirst();
        assertThat(command.getActor().getKind()).isEqualTo(ActorKind.AGENT);
        assertThat(command.getActor().getAgentId()).isEqualTo(acme.agentId());
        assertThat(command.getCustomerId()).isEqualTo(acme.id());
        assertThat(command.getFingerprint().remaining()).isEqualTo(32);
    }

    @Test
    void aSuperAdminCreatesReadsListsAndDeletesACustomer() {
        // When
        Reply created = as(platform, "POST", "/v1.0/customers", "{\"name\":\"New\",\"email\":\"new@new.example\"}");
        String path = "/v1.0/customers/" + created.json().path("id").asText();
        Reply read = get(platform, path);
        Reply listed = get(platform, "/v1.0/customers");
        Reply deleted = as(platform, "DELETE", path, "");
        Reply afterwards = get(platform, path);
        Reply listedAfterwards = get(platform, "/v1.0/customers");

        // Then
        assertThat(created.status()).isEqualTo(200);
        assertThat(read.json().path("email").asText()).isEqualTo("new@new.example");
        assertThat(read.json().has("terms_agreed_ip")).isTrue();
        assertThat(listed.json().path("result")).hasSize(4);
        assertThat(deleted.json().path("status").asText()).isEqualTo("deleted");
        assertThat(afterwards.json().path("tm_delete").isTextual()).isTrue();
        assertThat(listedAfterwards.json().path("result")).hasSize(3);
        assertThat(bridge.provisioner().published().getFirst().getActor().getKind())
                .isEqualTo(ActorKind.SUPER_ADMIN);
    }

    @Test
    void aTenantsListOfCustomersHoldsItsOwnAlone() {
        // When
        Reply reply = get(acme, "/v1.0/customers");

        // Then
        assertThat(reply.json().path("result")).hasSize(1);
        assertThat(reply.json().path("result").path(0).path("id").asText())
                .isEqualTo(acme.id().toString());
        assertThat(reply.json().path("next_page_token").asText()).isEmpty();
    }

    @Test
    void pagesSkipAndRepeatNothingWhereTimesAreEqual() {
        // Given
        IntStream.range(0, 10)
                .forEach(i -> ReadModel.agent(
                        acme.id(), UUID.randomUUID(), "a" + i + "@acme.example", AGENT, false, ReadModel.BIRTH));

        // When
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            Reply page = get(acme, "/v1.0/agents?page_size=5&page_token=" + token);
            page.json()
                    .path("result")
                    .forEach(agent -> seen.add(agent.path("id").asText()));
            token = page.json().path("next_page_token").asText();
        } while (!token.isEmpty());

        // Then
        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void anotherListsOrCustomersPageTokenIsRefused() {
        // Given
        String token = get(acme, "/v1.0/agents?page_size=1")
                .json()
                .path("next_page_token")
                .asText();

        // When
        Reply otherCustomer = get(other, "/v1.0/agents?page_token=" + token);
        Reply otherList = get(acme, "/v1.0/billing_accounts?page_token=" + token);

        // Then
        assertThat(token).isNotEmpty();
        assertThat(otherCustomer.reason()).isEqualTo("INVALID_REQUEST_PARAMETER");
        assertThat(otherList.reason()).isEqualTo("INVALID_REQUEST_PARAMETER");
    }

    @ParameterizedTest
    @CsvSource({"0,200", "101,200", "-3,200", "99999999999999999999,200", "many,400", "'',400"})
    void aPageSizeMustBeANumber(String size, int status) {
        // When
        Reply reply = get(acme, "/v1.0/agents?page_size=" + size);

        // Then
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void agentsAreListedByStatusAndTag() {
        // Given
        UUID tag = UUID.randomUUID();
        ReadModel.execute("update agents set status = 'busy', tag_ids = array[?] where id = ?", tag, acme.agentId());

        // When
        Reply busy = get(acme, "/v1.0/agents?status=busy");
        Reply tagged = get(acme, "/v1.0/agents?tag_ids=" + UUID.randomUUID() + "," + tag);
        Reply untagged = get(acme, "/v1.0/agents?tag_ids=" + UUID.randomUUID());

        // Then
        assertThat(busy.json().path("result")).hasSize(1);
        assertThat(tagged.json().path("result").path(0).path("tag_ids").path(0).asText())
                .isEqualTo(tag.toString());
        assertThat(untagged.json().path("result")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tag_ids=x,INVALID_TAG_IDS",
        "tag_ids=00000000-0000-0000-0000-000000000000,INVALID_TAG_IDS",
        "status=asleep,INVALID_REQUEST_PARAMETER",
        "customer_id=x,INVALID_ARGUMENT",
        "page_token=x,INVALID_REQUEST_PARAMETER"
    })
    void aWrongListParameterIsRefused(String query, String reason) {
        // When
        Reply reply = get(acme, "/v1.0/agents?" + query);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo(reason);
    }

    @Test
    void aSuperAdminsAgentsAreThePlatformsOrThoseOfTheCustomerItNames() {
        // When
        Reply own = get(platform, "/v1.0/agents");
        Reply named = get(platform, "/v1.0/agents?customer_id=" + acme.id());
        Reply unknown = get(platform, "/v1.0/agents?customer_id=" + UUID.randomUUID());
        Reply tenants = get(acme, "/v1.0/agents?customer_id=" + other.id());

        // Then
        assertThat(own.json().path("result").path(0).path("customer_id").asText())
                .isEqualTo(ReadModel.PLATFORM.toString());
        assertThat(named.json().path("result").path(0).path("id").asText())
                .isEqualTo(acme.agentId().toString());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(tenants.status()).isEqualTo(403);
    }

    @Test
    void anAgentIsShownWhole() {
        // When
        Reply reply = get(acme, "/v1.0/agents/" + acme.guestId());

        // Then
        assertThat(reply.json().path("guest").asBoolean()).isTrue();
        assertThat(reply.json().path("permission").asInt()).isEqualTo(32);
        assertThat(reply.json().path("addresses").path(0).path("target").asText())
                .isEqualTo("+15551234567");
    }

    @Test
    void billingAccountsAreTheOwnOrAllForASuperAdminWhoAloneSeesTheirStatus() {
        // When
        Reply own = get(acme, "/v1.0/billing_accounts");
        Reply all = get(platform, "/v1.0/billing_accounts");
        Reply named = get(platform, "/v1.0/billing_accounts?customer_id=" + acme.id());
        Reply one = get(acme, "/v1.0/billing_accounts/" + acme.billingAccountId());

        // Then
        assertThat(own.json().path("result")).hasSize(1);
        assertThat(own.json().path("result").path(0).has("status")).isFalse();
        assertThat(all.json().path("result")).hasSize(3);
        assertThat(all.json().path("result").path(0).path("status").asText()).isEqualTo("active");
        assertThat(named.json().path("result")).hasSize(1);
        assertThat(one.json().path("balance_token").asLong()).isEqualTo(100);
    }

    @Test
    void aManagerReadsTheCustomerButNeitherChangesItNorSeesItsAccount() {
        // Given
        Tenant managed = ReadModel.tenant(UUID.randomUUID(), MANAGER);

        // When
        Reply read = get(managed, "/v1.0/customer");
        Reply written = as(managed, "PUT", "/v1.0/customer", "{}");
        Reply account = get(managed, "/v1.0/billing_accounts");

        // Then
        assertThat(read.status()).isEqualTo(200);
        assertThat(written.status()).isEqualTo(403);
        assertThat(account.status()).isEqualTo(403);
    }

    @Test
    void aDelegatedTokenActsAsTheGuestNamesTheAdminAndEndsWithItsRights() {
        // Given
        String token = as(platform, "POST", "/auth/delegate", "{\"customer_id\":\"" + acme.id() + "\"}")
                .json()
                .path("token")
                .asText();

        // When
        Reply written = bridge.send("PUT", "/v1.0/customer?token=" + token, "{\"name\":\"y\"}");
        Reply others = bridge.get("/v1.0/customers/" + other.id() + "?token=" + token);
        ReadModel.execute("update agents set permission = 32 where id = ?", platform.agentId());
        Reply ended = bridge.get("/v1.0/customer?token=" + token);

        // Then
        assertThat(written.status()).isEqualTo(200);
        Command command = bridge.provisioner().published().getFirst();
        assertThat(command.getActor().getAgentId()).isEqualTo(acme.guestId());
        assertThat(command.getActor().getDelegatedBy()).isEqualTo(platform.agentId());
        assertThat(others.status()).isEqualTo(404);
        assertThat(ended.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void aDelegatedTokenEndsWithTheAdminsPassword() {
        // Given
        ReadModel.password(platform.id(), platform.agentId(), "hash", 7);
        String token = delegated(Bridge.token(platform, 7));
        Reply before = bridge.get("/v1.0/customer?token=" + token);

        // When
        ReadModel.password(platform.id(), platform.agentId(), "hash", 8);
        Reply after = bridge.get("/v1.0/customer?token=" + token);
        Reply anew = bridge.get("/v1.0/customer?token=" + delegated(Bridge.token(platform, 8)));

        // Then
        assertThat(before.json().path("id").asText()).isEqualTo(acme.id().toString());
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(anew.status()).isEqualTo(200);
    }

    @Test
    void aDelegatedTokenOfAnAdminWithoutAPasswordEndsWithTheFirst() {
        // Given
        String token = delegated(Bridge.token(platform));

        // When
        ReadModel.password(platform.id(), platform.agentId(), "hash", 8);

        // Then
        assertThat(bridge.get("/v1.0/customer?token=" + token).reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    private String delegated(String adminsToken) {
        return bridge.send(
                        "POST",
                        "/auth/delegate",
                        "{\"customer_id\":\"" + acme.id() + "\"}",
                        "Authorization",
                        "Bearer " + adminsToken)
                .json()
                .path("token")
                .asText();
    }

    @ParameterizedTest
    @CsvSource({
        "{},MISSING_REQUEST_PARAMETER,400",
        "'{\"customer_id\":\"x\"}',INVALID_ARGUMENT,400",
        "'{\"customer_id\":\"11111111-1111-4111-8111-111111111111\"}',RESOURCE_NOT_FOUND,404"
    })
    void delegationWantsALiveCustomer(String body, String reason, int status) {
        // When
        Reply reply = as(platform, "POST", "/auth/delegate", body);

        // Then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.reason()).isEqualTo(reason);
    }

    @Test
    void theSuspendedReadAndDoNotWrite() {
        // Given
        ReadModel.execute("update customers set status = 'suspended' where id = ?", acme.id());

        // When
        Reply read = get(acme, "/v1.0/customer");
        Reply written = as(acme, "PUT", "/v1.0/customer", "{}");
        Reply byAdmin = as(platform, "PUT", "/v1.0/customers/" + acme.id(), "{}");

        // Then
        assertThat(read.status()).isEqualTo(200);
        assertThat(written.reason()).isEqualTo("ACCOUNT_SUSPENDED");
        assertThat(byAdmin.status()).isEqualTo(200);
    }

    @Test
    void theFrozenAreToldWhenAndHowToComeBack() {
        // Given
        ReadModel.execute(
                "update customers set status = 'frozen', tm_deletion_scheduled = '2026-03-01T00:00:00Z' where id = ?",
                acme.id());

        // When
        Reply reply = get(acme, "/v1.0/customer");

        // Then
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("error").path("details").toString())
                .isEqualTo(
                        "{\"deletion_effective_at\":\"2026-03-31T00:00:00.000000Z\",\"deletion_scheduled_at\":\"2026-03-01T00:00:00.000000Z\",\"recovery_endpoint\":\"DELETE /auth/unregister\"}");
    }

    @Test
    void anAgentOfADeletedCustomerIsNobody() {
        // Given
        ReadModel.execute("update customers set tm_delete = now() where id = ?", acme.id());

        // When
        Reply reply = get(acme, "/v1.0/customer");

        // Then
        assertThat(reply.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void theFirstCredentialPresentDecidesAndAnEmptyOneIsAbsent() {
        // When
        Reply badFirst = get(acme, "/v1.0/customer?token=bad");
        Reply emptyFirst = get(acme, "/v1.0/customer?token=");
        Reply cookie = bridge.get("/v1.0/customer", "Cookie", "a=b; token=" + Bridge.token(acme));
        Reply accessKey = bridge.get("/v1.0/customer?accesskey=vb_x");
        Reply keyInCookie = bridge.get("/v1.0/customer", "Cookie", "accesskey=vb_x");

        // Then
        assertThat(badFirst.reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(emptyFirst.status()).isEqualTo(200);
        assertThat(cookie.status()).isEqualTo(200);
        assertThat(accessKey.reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(keyInCookie.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void theSameKeyAndBodyGiveTheSameAnswerAndOneCommandEvenInAnotherSpelling() {
        // When
        Reply first = as(
                platform,
                "POST",
                "/v1.0/customers",
                "{\"name\":\"N\",\"email\":\"n@n.example\"}",
                "Idempotency-Key",
                "k1");
        Reply second = as(
                platform,
                "POST",
                "/v1.0/customers",
                "{ \"email\": \"n@n.example\", \"name\": \"\\u004e\" }",
                "Idempotency-Key",
                "k1");

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        // Given
        as(acme, "PUT", "/v1.0/customer", "{\"name\":\"a\"}", "Idempotency-Key", "k2");

        // When
        Reply reply = as(acme, "PUT", "/v1.0/customer", "{\"name\":\"b\"}", "Idempotency-Key", "k2");

        // Then
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    @Test
    void aReusedKeyIsFoundOutAlsoWhereItsCreationChoosesAnotherId() {
        // Given
        String body = "{\"email\":\"n@n.example\",\"id\":\"%s\"}";
        as(platform, "POST", "/v1.0/customers", body.formatted(UUID.randomUUID()), "Idempotency-Key", "k3");

        // When
        Reply reply =
                as(platform, "POST", "/v1.0/customers", body.formatted(UUID.randomUUID()), "Idempotency-Key", "k3");

        // Then
        assertThat(reply.status()).isEqualTo(422);
    }

    @Test
    void ofTwoRequestsThatShareAKeyAtTheSameTimeOnlyTheOneThatIsDecidedSucceeds() {
        // Given
        bridge.provisioner().become(StandInProvisioner.Mood.SILENT);
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(
                () -> as(acme, "PUT", "/v1.0/customer", "{\"name\":\"a\"}", "Idempotency-Key", "k7"));
        Awaitility.await().until(() -> bridge.provisioner().published().size() == 1);
        CompletableFuture<Reply> second = CompletableFuture.supplyAsync(
                () -> as(acme, "PUT", "/v1.0/customer", "{\"name\":\"b\"}", "Idempotency-Key", "k7"));
        Awaitility.await().until(() -> bridge.provisioner().published().size() == 2);

        // When
        bridge.provisioner().decide(bridge.provisioner().published().getFirst());

        // Then
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aKeyOfARequestUnderWayIsNoOtherAsynchronousRequests() {
        // Given
        bridge.provisioner().become(StandInProvisioner.Mood.SILENT);
        as(acme, "PUT", "/v1.0/customer", "{\"name\":\"a\"}", "Idempotency-Key", "k9", "Prefer", "respond-async");
        CompletableFuture<Reply> second = CompletableFuture.supplyAsync(() -> as(
                acme, "PUT", "/v1.0/customer", "{\"name\":\"b\"}", "Idempotency-Key", "k9", "Prefer", "respond-async"));
        Awaitility.await().until(() -> bridge.provisioner().published().size() == 2);

        // When
        bridge.provisioner().decide(bridge.provisioner().published().getFirst());

        // Then
        assertThat(second.join().reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void anAsynchronousRequestWithAKeyDoesNotWaitForADecisionThatDoesNotCome() {
        // Given
        bridge.provisioner().become(StandInProvisioner.Mood.SILENT);

        // When
        Reply reply = as(acme, "PUT", "/v1.0/customer", "{}", "Idempotency-Key", "k10", "Prefer", "respond-async");

        // Then
        assertThat(reply.status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void anUnknownIdIsNotFoundByTheBridgeItselfAlsoForAnAsynchronousRequest(String method) {
        // When
        Reply reply = as(platform, method, "/v1.0/customers/" + UUID.randomUUID(), "{}", "Prefer", "respond-async");

        // Then
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "respond-async"})
    void anUnknownIdIsNotFoundByTheBridgeItselfAlsoUnderAKeyWhichItDoesNotUseUp(String preference) {
        // Given
        UUID tag = UUID.randomUUID();
        String path = "/v1.0/tags/" + tag;

        // When
        Reply unknown = as(acme, "DELETE", path, "", "Idempotency-Key", "k12", "Prefer", preference);
        Reply unknownToSuperAdmin = as(platform, "DELETE", path, "", "Idempotency-Key", "k12", "Prefer", preference);

        // Then
        assertThat(unknown.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(unknownToSuperAdmin.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRepeatedDeletionWhoseRowGoesBeforeItsResultShowsGetsItsFirstAnswer(boolean superAdmin) {
        // Given
        Tenant caller = superAdmin ? platform : acme;
        UUID tag = ReadModel.belongings(acme).tagId();
        String path = "/v1.0/tags/" + tag;
        bridge.provisioner().become(StandInProvisioner.Mood.SILENT);
        as(caller, "DELETE", path, "", "Idempotency-Key", "k11", "Prefer", "respond-async");
        Command first = bridge.provisioner().published().getFirst();
        ReadModel.execute("delete from tags where id = ?", tag);
        CompletableFuture<Reply> repeated =
                CompletableFuture.supplyAsync(() -> as(caller, "DELETE", path, "", "Idempotency-Key", "k11"));
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> bridge.management("/metrics").text().contains("bridge_requests_active 1.0"));

        // When
        bridge.provisioner().refuse("STATE_INVALID", Map.of());
        bridge.provisioner().decide(first);

        // Then
        assertThat(repeated.join().reason()).isEqualTo("STATE_INVALID");
        assertThat(bridge.provisioner().published()).containsExactly(first);
    }

    @Test
    void aKeyThatWasUsedForAnotherRequestIsFoundOutWhereTheRowIsGone() {
        // Given
        UUID tag = ReadModel.belongings(acme).tagId();
        String path = "/v1.0/tags/" + tag;
        as(acme, "PUT", path, "{\"name\":\"a\"}", "Idempotency-Key", "k13");
        ReadModel.execute("delete from tags where id = ?", tag);

        // When
        Reply reply = as(acme, "PUT", path, "{\"name\":\"b\"}", "Idempotency-Key", "k13");

        // Then
        assertThat(reply.reason()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aCommandWhoseOutcomeWouldNoLongerBeKeptIsNotFound() {
        // Given
        Instant now = Instant.now();

        // When
        Reply recent = get(acme, "/v1.0/commands/" + Bridge.commandId(acme, now.minus(Duration.ofDays(7))));
        Reply old = get(acme, "/v1.0/commands/" + Bridge.commandId(acme, now.minus(Duration.ofDays(9))));

        // Then
        assertThat(recent.json().path("status").asText()).isEqualTo("pending");
        assertThat(old.reason()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @Test
    void anAccessKeysTokenIsShownByItsCommandAsLongAsItsCreatorMayCreateAccessKeys() {
        // Given
        String location = as(acme, "POST", "/v1.0/accesskeys", "{}", "Prefer", "respond-async")
                .header("Location");
        Awaitility.await()
                .until(() -> get(acme, location).json().path("status").asText().equals("applied"));

        // When
        Reply before = get(acme, location);
        ReadModel.execute("update agents set permission = ? where id = ?", MANAGER, acme.agentId());
        Reply after = get(acme, location);

        // Then
        assertThat(before.json().path("resource").path("token").asText()).startsWith("vb_");
        assertThat(after.json().path("status").asText()).isEqualTo("applied");
        assertThat(after.json().path("resource").has("token")).isFalse();
    }

    @Test
    void anAnswerWhoseResultWasErasedWithItsCustomerIsTheCustomerAsItIsNow() {
        // Given
        String path = "/v1.0/customers/" + acme.id();
        as(platform, "DELETE", path, "", "Idempotency-Key", "k8");
        ReadModel.execute("update command_results set result = null");

        // When
        Reply reply = as(platform, "DELETE", path, "", "Idempotency-Key", "k8");

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("deleted");
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    @Test
    void callersDoNotShareKeys() {
        // When
        as(acme, "PUT", "/v1.0/customer", "{\"name\":\"a\"}", "Idempotency-Key", "k4");
        Reply reply = as(other, "PUT", "/v1.0/customer", "{\"name\":\"b\"}", "Idempotency-Key", "k4");

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(bridge.provisioner().published()).hasSize(2);
    }

    @Test
    void aRefusalIsRememberedWithItsDetails() {
        // Given
        bridge.provisioner().refuse("LOCKED_FIELD", Map.of("fields", List.of("status")));

        // When
        Reply first = as(acme, "PUT", "/v1.0/customer", "{\"status\":\"x\"}", "Idempotency-Key", "k5");
        Reply second = as(acme, "PUT", "/v1.0/customer", "{\"status\":\"x\"}", "Idempotency-Key", "k5");

        // Then
        assertThat(first.status()).isEqualTo(400);
        assertThat(first.json()
                        .path("error")
                        .path("details")
                        .path("fields")
                        .path(0)
                        .asText())
                .isEqualTo("status");
        assertThat(withoutRequestId(second)).isEqualTo(withoutRequestId(first));
        assertThat(bridge.provisioner().published()).hasSize(1);
    }

    @Test
    void aWriteThatIsNotDecidedInTimeSaysWhereItsOutcomeWillBeFound() {
        // Given
        bridge.provisioner().become(StandInProvisioner.Mood.SILENT);

        // When
        Reply late = as(acme, "PUT", "/v1.0/customer", "{\"name\":\"late\"}");
        String location = late.header("Location");
        Reply pending = get(acme, location);
        Reply byOther = get(other, location);
        Reply bySuperAdmin = get(platform, location);
        bridge.provisioner().decide(bridge.provisioner().published().getFirst());
        Reply applied = get(acme, location);
        Reply appliedForSuperAdmin = get(platform, location);
        Reply appliedForOther = get(other, location);

        // Then
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.reason()).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(pending.json().path("status").asText()).isEqualTo("pending");
        assertThat(byOther.status()).isEqualTo(404);
        assertThat(bySuperAdmin.status()).isEqualTo(404);
        assertThat(applied.json().path("status").asText()).isEqualTo("applied");
        assertThat(applied.json().path("resource").path("name").asText()).isEqualTo("late");
        assertThat(appliedForSuperAdmin.status()).isEqualTo(200);
        assertThat(appliedForOther.status()).isEqualTo(404);
    }

    @Test
    void aRejectedCommandTellsWhy() {
        // Given
        bridge.provisioner().refuse("STATE_INVALID", Map.of());
        Reply accepted = as(acme, "PUT", "/v1.0/customer", "{}", "Prefer", "respond-async", "Idempotency-Key", "k6");
        as(acme, "PUT", "/v1.0/customer", "{}", "Idempotency-Key", "k6");

        // When
        Reply reply = get(acme, accepted.header("Location"));

        // Then
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(reply.json().path("status").asText()).isEqualTo("rejected");
        assertThat(reply.json().path("error").path("reason").asText()).isEqualTo("STATE_INVALID");
    }

    @Test
    void aWriteIsAnsweredOnlyOnceTheReadModelShowsItsEffect() {
        // Given
        bridge.provisioner().leaveProgressBehind();
        CompletableFuture<Reply> write =
                CompletableFuture.supplyAsync(() -> as(acme, "PUT", "/v1.0/customer", "{\"name\":\"z\"}"));
        Awaitility.await().until(() -> ReadModel.count("command_results") == 1);
        boolean answeredEarly = write.isDone();

        // When
        ReadModel.execute("update customer_progress set change_seq = 2 where customer_id = ?", acme.id());

        // Then
        assertThat(answeredEarly).isFalse();
        assertThat(write.join().status()).isEqualTo(200);
    }

    @Test
    void aWriteWhoseEffectNeverShowsIsNotAnnouncedAsDone() {
        // Given
        bridge.provisioner().leaveProgressBehind();

        // When
        Reply reply = as(acme, "PUT", "/v1.0/customer", "{\"name\":\"z\"}");

        // Then
        assertThat(reply.status()).isEqualTo(504);
        assertThat(get(acme, reply.header("Location")).json().path("status").asText())
                .isEqualTo("pending");
    }

    @Test
    void moreWaitersThanThereIsRoomForAreTurnedAwayAtOnce() {
        // Given
        bridge.provisioner().become(StandInProvisioner.Mood.SILENT);

        // When
        List<Reply> replies = IntStream.range(0, Bridge.MAX_WAITING + 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> as(acme, "PUT", "/v1.0/customer", "{}"),
                        task -> Thread.ofVirtual().start(task)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        // Then
        assertThat(replies).filteredOn(reply -> reply.status() == 504).hasSize(Bridge.MAX_WAITING);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 503)
                .hasSize(4)
                .allMatch(reply -> reply.header("Retry-After").equals("1"));
        assertThat(bridge.management("/metrics").text()).contains("bridge_waiters_rejected_total 4.0");
    }

    @Test
    void aCommandThatIsNotTakenIsUnavailableAndWorthATryAgain() {
        // Given
        bridge.provisioner().become(StandInProvisioner.Mood.AWAY);

        // When
        Reply away = as(acme, "PUT", "/v1.0/customer", "{}");
        Reply notReady = bridge.management("/health/ready");
        bridge.provisioner().become(StandInProvisioner.Mood.DECIDES);
        Reply back = as(acme, "PUT", "/v1.0/customer", "{}");

        // Then
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("1");
        assertThat(away.header("Location")).isEmpty();
        assertThat(notReady.status()).isEqualTo(503);
        assertThat(back.status()).isEqualTo(200);
    }

    @Test
    void ifMatchBecomesTheExpectedVersionAndWhatCannotMatchIsRefused() {
        // When
        as(acme, "PUT", "/v1.0/customer", "{}", "If-Match", "\"1\"");
        Reply weak = as(acme, "PUT", "/v1.0/customer", "{}", "If-Match", "W/\"1\"");
        Reply malformed = as(acme, "PUT", "/v1.0/customer", "{}", "If-Match", "one");

        // Then
        assertThat(bridge.provisioner().published()).hasSize(1);
        assertThat(bridge.provisioner().published().getFirst().getExpectedVersion())
                .isEqualTo(1);
        assertThat(weak.status()).isEqualTo(412);
        assertThat(malformed.reason()).isEqualTo("VERSION_MISMATCH");
    }

    @Test
    void aVersionThatTheClientHasIsNotSentAgain() {
        // When
        Reply same = get(acme, "/v1.0/customer", "If-None-Match", "W/\"1\"");
        Reply another = get(acme, "/v1.0/customer", "If-None-Match", "\"7\"");

        // Then
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.text()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo("\"1\"");
        assertThat(another.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|INVALID_JSON_BODY",
                "{\"name\":\"a\",\"name\":\"b\"}|INVALID_JSON_BODY",
                "{} {}|INVALID_JSON_BODY",
                "{\"name\":null}|INVALID_ARGUMENT",
                "{\"name\":1}|INVALID_ARGUMENT",
                "{\"name\":\"\\u0000\"}|INVALID_ARGUMENT",
                "{\"name\":\"\\ud800\"}|INVALID_ARGUMENT",
                "{\"permission_ids\":\"customer_agent\"}|INVALID_ARGUMENT",
                "{\"permission_ids\":[1]}|INVALID_ARGUMENT"
            })
    void aBadBodyIsRefusedByTheBridgeItself(String body, String reason) {
        // When
        Reply reply = as(acme, "PUT", "/v1.0/customer", body);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo(reason);
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{},MISSING_REQUEST_PARAMETER,email",
        "'{\"email\":\"a@b.c\",\"id\":\"x\"}',INVALID_ARGUMENT,id",
        "'{\"email\":5}',INVALID_ARGUMENT,email"
    })
    void aCreationNamesTheFieldAtFault(String body, String reason, String field) {
        // When
        Reply reply = as(platform, "POST", "/v1.0/customers", body);

        // Then
        assertThat(reply.reason()).isEqualTo(reason);
        assertThat(reply.json().path("error").path("details").path("field").asText())
                .isEqualTo(field);
    }

    @Test
    void aBodyThatIsTooLargeOrNoJsonIsRefused() {
        // When
        Reply large = as(acme, "PUT", "/v1.0/customer", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}");
        Reply form = as(acme, "PUT", "/v1.0/customer", "name=x", "Content-Type", "application/x-www-form-urlencoded");

        // Then
        assertThat(large.reason()).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(large.status()).isEqualTo(413);
        assertThat(form.status()).isEqualTo(415);
    }

    @Test
    void anIdThatIsNoUuidIsInvalid() {
        // When
        Reply reply = get(acme, "/v1.0/agents/1-1-1-1-1");

        // Then
        assertThat(reply.reason()).isEqualTo("INVALID_ID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1.0", "/v1.0/nothing", "/v1.0/agents/", "/v1.0/customer/", "/v1.0//agents", "/v2/x"})
    void anUnknownPathIsNotFound(String path) {
        // When
        Reply reply = get(acme, path);

        // Then
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.reason()).isEqualTo("ROUTE_NOT_FOUND");
    }

    @Test
    void aKnownPathNamesTheMethodsThatItHas() {
        // When
        Reply reply = as(acme, "PATCH", "/v1.0/customers/" + acme.id(), "{}");

        // Then
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("DELETE, GET, HEAD, PUT");
    }

    @Test
    void theRequestIdComesBackUnlessItIsHarmful() {
        // When
        Reply kept = get(acme, "/v1.0/nothing", "X-Request-Id", "abc-123");
        Reply replaced = get(acme, "/v1.0/nothing", "X-Request-Id", "<script>");

        // Then
        assertThat(kept.header("X-Request-Id")).isEqualTo("abc-123");
        assertThat(kept.json().path("error").path("request_id").asText()).isEqualTo("abc-123");
        assertThat(replaced.header("X-Request-Id")).matches("[0-9a-f-]{36}");
        assertThat(kept.json().path("message").asText())
                .isEqualTo(kept.json().path("error").path("message").asText());
    }

    @Test
    void whatIsNoHttpIsRefusedInTheApisOwnForm() throws IOException {
        // Given
        String request = "GET /v1.0/customer?token=%zz HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n";

        // When
        String response = bridge.raw(request);

        // Then
        assertThat(response).startsWith("HTTP/1.1 400").contains("\"reason\":\"INVALID_ARGUMENT\"");
    }

    @Test
    void aMalformedQueryIsRefused() throws IOException {
        // When
        String response = bridge.raw("GET /v1.0/customer?token=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(response).startsWith("HTTP/1.1 400").contains("\"reason\":\"INVALID_REQUEST_PARAMETER\"");
    }

    @Test
    void anEscapedIdIsTheIdAndAnEscapedSlashNoSlash() {
        // When
        Reply escaped = get(acme, "/v1.0/agents/" + acme.agentId().toString().replace("-", "%2D"));
        Reply slash = get(acme, "/v1.0/agents%2F" + acme.agentId());
        Reply inside = get(acme, "/v1.0/agents/" + acme.agentId() + "%2Fstatus");
        Reply twice = get(acme, "/v1.0/agents/" + acme.agentId().toString().replace("-", "%252D"));

        // Then
        assertThat(escaped.status()).isEqualTo(200);
        assertThat(slash.reason()).isEqualTo("ROUTE_NOT_FOUND");
        assertThat(inside.reason()).isEqualTo("INVALID_ID");
        assertThat(twice.reason()).isEqualTo("INVALID_ID");
    }

    @Test
    void theApisDescriptionIsServedToAnyone() {
        // When
        Reply document = bridge.get("/openapi.yaml");
        Reply known = bridge.get("/openapi.yaml", "If-None-Match", document.header("ETag"));
        Reply page = bridge.get("/docs");
        Reply outside = bridge.get("/docs/../openapi.yaml");
        Reply written = bridge.send("POST", "/docs", "{}");

        // Then
        assertThat(document.text()).contains("openapi: 3.1");
        assertThat(document.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(document.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(known.status()).isEqualTo(304);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(outside.status()).isEqualTo(404);
        assertThat(written.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void aListThatIsStillTheSameIsNotSentAgain() {
        // Given
        String tag = get(acme, "/v1.0/agents").header("ETag");

        // When
        Reply same = get(acme, "/v1.0/agents", "If-None-Match", tag);
        ReadModel.execute("update agents set name = 'Bob' where customer_id = ?", acme.id());
        Reply changed = get(acme, "/v1.0/agents", "If-None-Match", tag);

        // Then
        assertThat(same.status()).isEqualTo(304);
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void healthAndMetricsAnswerOnThePortOfTheirOwn() {
        // Given
        get(acme, "/v1.0/customers/" + acme.id());

        // When
        Reply live = bridge.management("/health/live");
        Reply ready = bridge.management("/health/ready");
        Reply metrics = bridge.management("/metrics");

        // Then
        assertThat(live.status()).isEqualTo(200);
        assertThat(ready.status()).isEqualTo(200);
        assertThat(metrics.text())
                .contains("route=\"/v1.0/customers/{id}\"")
                .doesNotContain(acme.id().toString());
    }

    private static String withoutRequestId(Reply reply) {
        return reply.text().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }
}
