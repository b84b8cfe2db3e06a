package net.voipbin.provisioning.endtoend.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.voipbin.provisioning.endtoend.quickstart.Transcript.Token;
import net.voipbin.provisioning.endtoend.rest.RestClient;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.endtoend.rest.Staff;
import net.voipbin.provisioning.sandbox.process.BuildDirectory;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.Directories;
import net.voipbin.provisioning.sandbox.process.JavaCommand;
import net.voipbin.provisioning.sandbox.quickstart.Quickstart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The description's common scenarios, typed by a newcomer into the quickstart. What was typed and answered is left in
 * the build directory, in newcomer-transcript.txt.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class NewcomerEndToEndTest {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(180);
    private static final String PASSWORD = "a long pass phrase";
    private static final String READY = "Everything runs.";

    private Path directory;
    private ChildProcess quickstart;
    private Transcript transcript;
    private Token superAdmin;
    /** Empty until its admin has logged in. */
    private Token enterprise = new Token("ENTERPRISE_TOKEN", "");

    @BeforeAll
    void start() throws IOException {
        directory = Files.createTempDirectory("newcomer");
        Path log = directory.resolve("quickstart.log");
        quickstart = ChildProcess.start(
                "The quickstart",
                JavaCommand.of(
                        directory.resolve("quickstart.args"),
                        List.of(JavaCommand.PLAIN_LOG),
                        Quickstart.class.getName(),
                        List.of()),
                Map.of(),
                log);
        quickstart.awaitReady(START_TIMEOUT, () -> text(log).contains(READY));
        Properties shown = new Properties();
        shown.load(new StringReader(text(log).substring(text(log).indexOf("Paste this first"))));
        transcript = new Transcript(
                BuildDirectory.resolve("newcomer-transcript.txt"), new RestClient(shown.getProperty("BRIDGE_URL"), ""));
        superAdmin = new Token("SUPER_ADMIN_TOKEN", shown.getProperty("SUPER_ADMIN_TOKEN"));
    }

    @AfterAll
    void end() throws IOException {
        quickstart.close();
        Directories.delete(directory);
    }

    @Test
    @Order(1)
    void shouldSetUpANewAccount() {
        transcript.title("Scenario 1: account setup");

        // Given
        transcript.step("The platform creates the account; its guest agent is there at once");
        Reply customer = ok(transcript.post(superAdmin, "/v1.0/customers", """
                {"name": "New Company LLC", "email": "owner@new-company.example"}"""));
        String id = customer.text("id");
        Reply guests = ok(transcript.get(superAdmin, "/v1.0/agents?customer_id=" + id));

        // When
        Token newCompany = firstAdmin(id, "admin@new-company.example", "NEW_COMPANY_TOKEN");
        transcript.step("Agents");
        String john = created(newCompany, "/v1.0/agents", """
                {"username": "john.smith@new-company.example", "password": "%s", "name": "John Smith"}""".formatted(PASSWORD));
        transcript.step("A number needs a verified identity, and credit");
        String body = "{\"number\": \"+15551234567\", \"name\": \"main line\"}";
        Reply unverified = transcript.post(newCompany, "/v1.0/numbers", body);
        verify(id);
        Reply unpaid = transcript.post(newCompany, "/v1.0/numbers", body);
        pay(customer.text("billing_account_id"), "20");
        String mainLine = created(newCompany, "/v1.0/numbers", body);
        transcript.step("A virtual number is free");
        String free = ok(transcript.get(newCompany, "/v1.0/available_numbers?type=virtual&page_size=1"))
                .only()
                .path("number")
                .asText();
        String internal = created(newCompany, "/v1.0/numbers", """
                {"number": "%s", "type": "virtual", "name": "internal"}""".formatted(free));
        transcript.step("Flows");
        String ivr = created(newCompany, "/v1.0/flows", """
                {"name": "Main IVR", "actions": [
                  {"id": "greeting", "type": "talk", "next_id": "queue", "option": {"text": "Welcome", "language": "en-US"}},
                  {"id": "queue", "type": "queue_join"}]}""");
        transcript.step("Numbers are linked to flows, agents to queues");
        Reply linked = ok(transcript.put(newCompany, "/v1.0/numbers/" + mainLine + "/flow_ids", """
                {"call_flow_id": "%s"}""".formatted(ivr)));
        ok(transcript.put(newCompany, "/v1.0/numbers/" + internal + "/flow_ids", """
                {"call_flow_id": "%s", "message_flow_id": "%s"}""".formatted(ivr, ivr)));
        String tag = created(newCompany, "/v1.0/tags", "{\"name\": \"front desk\"}");
        Reply tagged = ok(transcript.put(newCompany, "/v1.0/agents/" + john + "/tag_ids", """
                {"tag_ids": ["%s"]}""".formatted(tag)));
        created(newCompany, "/v1.0/queues", """
                {"name": "Front desk", "tag_ids": ["%s"], "wait_flow_id": "%s"}""".formatted(tag, ivr));
        transcript.step("The description's own lines");
        Reply own = ok(transcript.get(newCompany, "/v1.0/customers/"));
        Reply renamed = ok(transcript.put(newCompany, "/v1.0/customers/", """
                {"name": "New Company Inc.", "detail": "Updated enterprise account"}"""));

        // Then
        assertThat(customer.text("status")).isEqualTo("active");
        assertThat(guests.only().path("guest").asBoolean()).isTrue();
        assertThat(unverified.reason()).isEqualTo("IDENTITY_VERIFICATION_REQUIRED");
        assertThat(unpaid.reason()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(linked.text("call_flow_id")).isEqualTo(ivr);
        assertThat(tagged.json().path("tag_ids").path(0).asText()).isEqualTo(tag);
        assertThat(own.text("id")).isEqualTo(id);
        assertThat(renamed.text("name")).isEqualTo("New Company Inc.");
    }

    @Test
    @Order(2)
    void shouldSetUpThreeDepartments() {
        transcript.title("Scenario 2: multi-department setup");

        // Given
        Reply customer = ok(transcript.post(superAdmin, "/v1.0/customers", """
                {"name": "Enterprise Corp", "email": "owner@enterprise-corp.example"}"""));
        String id = customer.text("id");
        String account = customer.text("billing_account_id");
        enterprise = firstAdmin(id, "admin@enterprise-corp.example", "ENTERPRISE_TOKEN");
        verify(id);
        pay(account, "15.5");
        transcript.step("Eight agents and three queues are more than the free plan has");
        ok(transcript.put(superAdmin, "/v1.0/billing_accounts/" + account + "/plan_type", """
                {"plan_type": "basic"}"""));

        // When
        String sales = department("Sales", "sales", 3, "+18005551111");
        String support = department("Support", "support", 2, "+18005552222");
        String billing = department("Billing", "billing", 1, "+18005553333");

        // Then
        transcript.step("Who belongs to which department");
        assertThat(members(sales)).containsExactlyInAnyOrder("sales-1", "sales-2", "sales-3");
        assertThat(members(support)).containsExactlyInAnyOrder("support-1", "support-2");
        assertThat(members(billing)).containsExactlyInAnyOrder("billing-1");
        assertThat(ok(transcript.get(enterprise, "/v1.0/queues")).each("name"))
                .containsExactly("Billing Queue", "Support Queue", "Sales Queue");
    }

    @Test
    @Order(3)
    void shouldReviewTheAccount() {
        transcript.title("Scenario 3: account review");

        // Given
        transcript.step("One agent comes to work");
        Reply login = ok(transcript.login("sales-1@enterprise-corp.example", PASSWORD));
        Token agent = new Token("SALES_1_TOKEN", login.text("token"));
        ok(transcript.put(agent, "/v1.0/service_agents/me/status", "{\"status\": \"available\"}"));

        // When
        transcript.step("1. Active agents");
        Reply agents = ok(transcript.get(enterprise, "/v1.0/agents"));
        Reply available = ok(transcript.get(enterprise, "/v1.0/agents?status=available"));
        transcript.step("2. Provisioned numbers");
        Reply numbers = ok(transcript.get(enterprise, "/v1.0/numbers"));
        transcript.step("3. Flows");
        Reply flows = ok(transcript.get(enterprise, "/v1.0/flows"));
        transcript.step("4. Billing status");
        Reply accounts = ok(transcript.get(enterprise, "/v1.0/billing_accounts"));
        transcript.step("5. Counts against the plan's limits");
        Reply usage = ok(transcript.get(enterprise, "/v1.0/customer/usage"));

        // Then
        assertThat(agents.result()).hasSize(8);
        assertThat(available.only().path("username").asText()).isEqualTo("sales-1@enterprise-corp.example");
        assertThat(numbers.each("status")).containsExactly("active", "active", "active");
        assertThat(flows.each("name")).containsExactly("Billing calls", "Support calls", "Sales calls");
        assertThat(accounts.only().path("balance_credit").asLong()).isEqualTo(500_000);
        JsonNode resources = usage.json().path("resources");
        assertThat(usage.text("plan_type")).isEqualTo("basic");
        assertThat(resources.path("agents")).hasToString("{\"count\":8,\"limit\":50}");
        assertThat(resources.path("queues")).hasToString("{\"count\":3,\"limit\":10}");
        assertThat(resources.path("numbers").path("count").asInt()).isEqualTo(3);
        assertThat(resources.path("flows").path("count").asInt()).isEqualTo(3);
    }

    /** Made through the guest agent, for whom a super admin acts; then it logs in by itself. */
    private Token firstAdmin(String customerId, String username, String tokenName) {
        transcript.step("The first administrator is made through the guest agent, and logs in");
        Token guest = new Token(
                "GUEST_TOKEN",
                ok(transcript.post(superAdmin, "/auth/delegate", "{\"customer_id\": \"%s\"}".formatted(customerId)))
                        .text("token"));
        created(guest, "/v1.0/agents", """
                {"username": "%s", "password": "%s", "name": "Jane Doe", "permission": 32}""".formatted(username, PASSWORD));
        return new Token(tokenName, ok(transcript.login(username, PASSWORD)).text("token"));
    }

    /** Its tag. */
    private String department(String name, String tagName, int size, String number) {
        transcript.step(name + " department");
        String tag = created(enterprise, "/v1.0/tags", "{\"name\": \"%s\"}".formatted(tagName));
        for (int member = 1; member <= size; member++) {
            String username = tagName + "-" + member;
            created(enterprise, "/v1.0/agents", """
                    {"username": "%s@enterprise-corp.example", "password": "%s", "name": "%s", "tag_ids": ["%s"]}""".formatted(username, PASSWORD, username, tag));
        }
        String queue = created(enterprise, "/v1.0/queues", """
                {"name": "%s Queue", "tag_ids": ["%s"]}""".formatted(name, tag));
        String flow = created(enterprise, "/v1.0/flows", """
                {"name": "%s calls", "actions": [{"type": "answer"}, {"type": "queue_join", "option": {"queue_id": "%s"}}]}""".formatted(name, queue));
        created(enterprise, "/v1.0/numbers", """
                {"number": "%s", "name": "%s", "call_flow_id": "%s"}""".formatted(number, name, flow));
        return tag;
    }

    private List<String> members(String tag) {
        return ok(transcript.get(enterprise, "/v1.0/agents?tag_ids=" + tag)).each("name");
    }

    private void verify(String customerId) {
        ok(transcript.put(superAdmin, "/v1.0/customers/" + customerId + "/identity_verification_status", """
                {"identity_verification_status": "verified"}"""));
    }

    private void pay(String accountId, String dollars) {
        ok(transcript.post(
                superAdmin, "/v1.0/billing_accounts/" + accountId + "/balance_add_force", """
                {"balance": %s}""".formatted(dollars)));
    }

    private String created(Token token, String path, String body) {
        Reply reply = transcript.post(token, path, body);
        assertThat(reply.status()).as(reply.text()).isIn(200, 201);
        return reply.text("id");
    }

    private static Reply ok(Reply reply) {
        return Staff.ok(reply);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
