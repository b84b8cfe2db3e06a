package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.endtoend.rest.Staff.Member;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request's fields may hold, of every type of resource: open, locked, unknown, null, references. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestFieldsEndToEndTest {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final String FREE_OPTION =
            "{\"a\":1.10,\"b\":null,\"c\":[1,{\"d\":\"\\u00e9\"}],\"e\":{},\"f\":1E+2,\"g\":false}";

    private RestBed bed;
    private Tenant tenant;
    private Member agent;
    private TreeMap<String, String> places;

    /** A tenant with one of everything, each as full as it can be. */
    @BeforeAll
    void open() {
        bed = RestBed.shared();
        Staff staff = new Staff(bed);
        tenant = bed.newTenant();
        Tenant other = bed.newTenant();
        RestClient client = tenant.client();
        agent = staff.member(tenant.id(), 32);
        places = new TreeMap<>();
        places.put("customer", tenant.id().toString());
        places.put("guest", GuestAgent.idOf(tenant.id()).toString());
        places.put("agent", agent.id().toString());
        places.put("account", client.get("/v1.0/customer").text("billing_account_id"));
        places.put("tag", Staff.create(client, "/v1.0/tags", "{\"name\": \"sales\"}"));
        places.put("flow", Staff.create(client, "/v1.0/flows", """
                {"name": "Main IVR", "actions": [
                  {"id": "first", "next_id": "second", "type": "answer", "option": %s},
                  {"id": "second", "type": "hangup"}]}""".formatted(FREE_OPTION)));
        places.put("queue", Staff.create(client, "/v1.0/queues", filled("""
                {"name": "Sales Queue", "tag_ids": ["{tag}"], "wait_flow_id": "{flow}", "wait_timeout": 2147483647}""")));
        places.put("number", Staff.create(client, "/v1.0/numbers", filled("""
                {"number": "%s", "type": "virtual", "call_flow_id": "{flow}"}""".formatted(staff.freeVirtualNumber()))));
        places.put("accesskey", Staff.create(client, "/v1.0/accesskeys", "{\"name\": \"script\"}"));
        places.put("otherFlow", Staff.create(other.client(), "/v1.0/flows", "{}"));
        places.put("otherTag", Staff.create(other.client(), "/v1.0/tags", "{\"name\": \"sales\"}"));
        places.put("otherAccount", other.client().get("/v1.0/customer").text("billing_account_id"));
        places.put("nil", new UUID(0, 0).toString());
        Staff.ok(client.put(filled("/v1.0/agents/{agent}/tag_ids"), filled("{\"tag_ids\": [\"{tag}\"]}")));
        Staff.ok(client.put(filled("/v1.0/agents/{agent}/addresses"), """
                {"addresses": [{"type": "tel", "target": "+1 (555) 123-4567", "name": "desk"}]}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/customer",
                "/v1.0/customers/",
                "/v1.0/customers/{customer}",
                "/v1.0/agents/{agent}",
                "/v1.0/agents/{guest}",
                "/v1.0/numbers/{number}",
                "/v1.0/flows/{flow}",
                "/v1.0/queues/{queue}",
                "/v1.0/tags/{tag}",
                "/v1.0/accesskeys/{accesskey}",
                "/v1.0/billing_account",
                "/v1.0/billing_accounts/{account}",
                "/v1.0/service_agents/me"
            })
    void shouldChangeNothingWhenWhatWasReadIsPutBack(String pattern) {
        // Given
        String path = filled(pattern);
        Reply read = Staff.ok(agent.client().get(path));

        // When
        Reply put = agent.client().put(path, read.text());

        // Then
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.header("ETag")).isEqualTo(read.header("ETag"));
        assertThat(put.json()).isEqualTo(withoutSecret(read));
        assertThat(agent.client().get(path).text()).isEqualTo(read.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/customers/{customer}",
                "/v1.0/agents/{agent}",
                "/v1.0/numbers/{number}",
                "/v1.0/flows/{flow}",
                "/v1.0/queues/{queue}",
                "/v1.0/tags/{tag}",
                "/v1.0/accesskeys/{accesskey}",
                "/v1.0/billing_accounts/{account}"
            })
    void shouldAcceptWhatASuperAdminHasReadAndEdited(String pattern) {
        // Given
        String path = filled(pattern);
        Reply read = Staff.ok(bed.admin().get(path));
        String detail = "edited " + UUID.randomUUID();

        // When
        Reply put = bed.admin()
                .put(path, ((ObjectNode) read.json()).put("detail", detail).toString());

        // Then
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.text("detail")).isEqualTo(detail);
        assertThat(put.header("ETag")).isEqualTo(nextVersion(read));
        assertThat(without(put.json(), "detail", "tm_update")).isEqualTo(without(read.json(), "detail", "tm_update"));
    }

    @Test
    void shouldShowAnActionsOptionAsItWasGiven() {
        // Given
        String path = "/v1.0/flows/"
                + Staff.create(
                        tenant.client(),
                        "/v1.0/flows",
                        "{\"actions\": [{\"type\": \"answer\", \"option\": " + FREE_OPTION + "}]}");

        // When
        Reply read = agent.client().get(path);
        Reply put = agent.client().put(path, read.text());

        // Then
        assertThat(put.header("ETag")).isEqualTo(read.header("ETag"));
        assertThat(read.text()).contains("\"option\":" + FREE_OPTION.replace("\\u00e9", "é"));
    }

    /** Of each the fields with another value than the present one, and none of the others. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1.0/customer               | {"status": "frozen", "identity_verification_status": "verified", "billing_account_id": "{nil}", "email_verified": true, "customer_id": null} | status identity_verification_status billing_account_id customer_id
            /v1.0/agents/{agent}         | {"name": "n", "username": "x@y.example", "permission": 64, "tag_ids": [], "addresses": [], "status": "busy", "guest": true, "password": "a"} | username permission tag_ids addresses status guest password
            /v1.0/agents/{agent}         | {"password": "correct horse", "permission": 32} | password
            /v1.0/agents/{agent}         | {"password": null} | password
            /v1.0/service_agents/me      | {"id": "{nil}", "customer_id": "{nil}", "tm_create": null, "tm_update": 1, "tm_delete": ""} | id customer_id tm_create tm_update tm_delete
            /v1.0/numbers/{number}       | {"number": "+1", "type": "normal", "status": "deleted", "t38_enabled": true, "emergency_enabled": true, "metadata": {"rtp_debug": true}, "tm_purchase": null, "tm_renew": "2024-01-01T00:00:00.000000Z"} | number type status t38_enabled emergency_enabled metadata tm_purchase tm_renew
            /v1.0/numbers/{number}       | {"metadata": {"rtp_debug": false}, "t38_enabled": false, "status": "deleted"} | status
            /v1.0/flows/{flow}           | {"id": "{customer}", "customer_id": "{flow}", "tm_create": "now"} | id customer_id tm_create
            /v1.0/queues/{queue}         | {"id": 5, "tm_delete": {}} | id tm_delete
            /v1.0/tags/{tag}             | {"id": [], "customer_id": true} | id customer_id
            /v1.0/accesskeys/{accesskey} | {"token": "vb_", "token_prefix": "vb_", "tm_expire": null} | token token_prefix tm_expire
            /v1.0/billing_account        | {"plan_type": "basic", "plan_status": "canceling", "balance_credit": 1, "balance_token": 1, "payment_type": "", "payment_method": "credit card", "status": "frozen", "tm_last_topup": "", "tm_next_topup": null} | plan_type plan_status balance_credit balance_token payment_type payment_method status tm_last_topup tm_next_topup
            /v1.0/billing_account        | {"plan_type": "free", "balance_credit": 0, "balance_token": 100.0, "plan_status": "canceling"} | plan_status
            """)
    void shouldNameAllLockedFieldsWithAnotherValueForASuperAdminToo(String pattern, String body, String fields) {
        // Given
        String path = filled(pattern);
        Reply before = agent.client().get(path);
        String forSuperAdmin = path.replace("/v1.0/customer", "/v1.0/customers/" + tenant.id())
                .replace("/v1.0/billing_account", "/v1.0/billing_accounts/" + places.get("account"))
                .replace("/v1.0/service_agents/me", "/v1.0/agents/" + agent.id());

        // When
        Reply refused = agent.client().put(path, filled(body));
        Reply refusedToo = bed.admin().put(forSuperAdmin, filled(body));

        // Then
        assertThat(new Reply[] {refused, refusedToo}).allSatisfy(reply -> {
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.reason()).isEqualTo("LOCKED_FIELD");
            assertThat(reply.details().path("fields"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder(fields.split(" ", -1));
        });
        assertThat(agent.client().get(path).json()).isEqualTo(before.json());
    }

    @Test
    void shouldRefuseAnAccessKeysTokenInAWriteThoughItIsTheRightOne() {
        // Given
        Reply created = agent.client().post("/v1.0/accesskeys", "{}");

        // When
        Reply refused = agent.client().put("/v1.0/accesskeys/" + created.text("id"), created.text());

        // Then
        assertThat(refused.reason()).isEqualTo("LOCKED_FIELD");
        assertThat(refused.details().path("fields")).singleElement().hasToString("\"token\"");
    }

    /** Routes of their own read their own fields: what else a body names is as unknown there as anywhere. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT  | /v1.0/customer/metadata              | {"rtp_debug": false, "status": "frozen", "name": 5, "colour": null} | metadata | {"rtp_debug":false}
            PUT  | /v1.0/customer/billing_account_id    | {"billing_account_id": "{account}", "name": []} | billing_account_id | "{account}"
            PUT  | /v1.0/agents/{agent}/status          | {"status": "busy", "permission": 1, "password": "x"} | status | "busy"
            PUT  | /v1.0/agents/{agent}/tag_ids         | {"tag_ids": ["{tag}", "{tag}"], "username": 7} | tag_ids | ["{tag}"]
            PUT  | /v1.0/agents/{guest}/addresses       | {"addresses": [], "guest": false} | addresses | []
            PUT  | /v1.0/agents/{agent}/permission      | {"permission": 32, "id": "x"} | permission | 32
            PUT  | /v1.0/service_agents/me/status       | {"status": "available", "customer_id": "x"} | status | "available"
            PUT  | /v1.0/numbers/{number}/flow_ids      | {"message_flow_id": "{flow}", "number": "+1", "name": null} | message_flow_id | "{flow}"
            PUT  | /v1.0/numbers/{number}/metadata      | {"rtp_debug": false, "status": "deleted"} | metadata | {"rtp_debug":false}
            PUT  | /v1.0/queues/{queue}/tag_ids         | {"tag_ids": ["{tag}"], "routing_method": "none"} | tag_ids | ["{tag}"]
            PUT  | /v1.0/queues/{queue}/routing_method  | {"routing_method": "ringall", "wait_timeout": -1} | routing_method | "ringall"
            PUT  | /v1.0/billing_account/payment_info   | {"payment_type": "prepaid", "balance_credit": 99} | balance_credit | 0
            PUT  | /v1.0/tags/{tag}                     | {"name": "sales", "colour": {"deep": [null]}, "tm": 1e999} | name | "sales"
            POST | /v1.0/queues                         | {"id": "x", "status": null, "tm_create": 7, "name": "any"} | name | "any"
            POST | /v1.0/flows                          | {"colour": "red", "tm_delete": true, "name": "any"} | name | "any"
            """)
    void shouldIgnoreFieldsThatARouteDoesNotRead(String method, String path, String body, String field, String expected)
            throws JsonProcessingException {
        // When
        Reply reply = agent.client().send(method, filled(path), Optional.of(filled(body)));

        // Then
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get(field)).isEqualTo(new ObjectMapper().readTree(filled(expected)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT  | /v1.0/customer                      | {"name": null} | name
            PUT  | /v1.0/customer                      | {"permission_ids": null} | permission_ids
            PUT  | /v1.0/customer                      | {"permission_ids": []} | permission_ids
            PUT  | /v1.0/customer                      | {"permission_ids": ["customer_agent", "customer_agent"]} | permission_ids
            PUT  | /v1.0/customer                      | {"phone_number": "5551234"} | phone_number
            PUT  | /v1.0/customer                      | {"webhook_uri": "ftp://x.example"} | webhook_uri
            PUT  | /v1.0/customer                      | {"webhook_method": "PATCH"} | webhook_method
            PUT  | /v1.0/customer/metadata             | {"rtp_debug": null} | rtp_debug
            POST | /v1.0/agents                        | {"username": "u@x.example", "password": "12345678", "permission": null} | permission
            POST | /v1.0/agents                        | {"username": "u@x.example", "password": "12345678", "permission": 2} | permission
            POST | /v1.0/agents                        | {"username": "u@x.example", "password": "12345678", "permission": 4294967312} | permission
            POST | /v1.0/agents                        | {"username": "u@x.example", "password": null} | password
            POST | /v1.0/agents                        | {"username": "u@x.example", "password": "1234567"} | password
            POST | /v1.0/agents                        | {"username": null, "password": "12345678"} | username
            POST | /v1.0/agents                        | {"username": "u@x.example", "password": "12345678", "customer_id": null} | customer_id
            POST | /v1.0/agents                        | {"username": "u@x.example", "password": "12345678", "customer_id": "x"} | customer_id
            POST | /v1.0/agents                        | {"username": "u@x.example", "password": "12345678", "addresses": [{"type": "sip", "target": ""}]} | addresses
            POST | /v1.0/agents                        | {"username": "u@x.example", "password": "12345678", "addresses": [{"type": "fax", "target": "1"}]} | addresses
            PUT  | /v1.0/agents/{agent}                | {"ring_method": null} | ring_method
            PUT  | /v1.0/agents/{agent}/status         | {"status": "asleep"} | status
            PUT  | /v1.0/agents/{agent}/status         | {"status": null} | status
            PUT  | /v1.0/agents/{agent}/addresses      | {"addresses": null} | addresses
            PUT  | /v1.0/agents/{agent}/addresses      | {"addresses": [null]} | addresses
            PUT  | /v1.0/agents/{agent}/tag_ids        | {"tag_ids": null} | tag_ids
            POST | /v1.0/numbers                       | {"number": null} | number
            POST | /v1.0/numbers                       | {"number": "+899000123456", "type": "virtual"} | number
            POST | /v1.0/numbers                       | {"number": "+89912345678", "type": "virtual"} | number
            POST | /v1.0/numbers                       | {"number": "+899123456789"} | number
            POST | /v1.0/numbers                       | {"number": "15551234567"} | number
            POST | /v1.0/numbers                       | {"number": "+15551234567", "type": "premium"} | type
            PUT  | /v1.0/numbers/{number}              | {"call_flow_id": null} | call_flow_id
            PUT  | /v1.0/numbers/{number}/metadata     | {"rtp_debug": "yes"} | rtp_debug
            POST | /v1.0/flows                         | {"actions": null} | actions
            POST | /v1.0/flows                         | {"actions": ["answer"]} | actions
            POST | /v1.0/flows                         | {"type": "route"} | type
            POST | /v1.0/flows                         | {"actions": [{"id": "a", "type": "answer"}, {"id": "a", "type": "stop"}]} | actions
            POST | /v1.0/flows                         | {"actions": [{"type": "answer", "next_id": "nowhere"}]} | actions
            POST | /v1.0/flows                         | {"actions": [{"type": "answer", "option": {"a": "\\u0000"}}]} | actions
            POST | /v1.0/flows                         | {"actions": [{"type": "answer", "option": ["\\ud800"]}]} | actions
            PUT  | /v1.0/flows/{flow}                  | {"name": "a\\u0000"} | name
            POST | /v1.0/queues                        | {"wait_timeout": -1} | wait_timeout
            POST | /v1.0/queues                        | {"service_timeout": 2147483648} | service_timeout
            POST | /v1.0/queues                        | {"wait_timeout": 1.5} | wait_timeout
            POST | /v1.0/queues                        | {"wait_timeout": 1e300} | wait_timeout
            PUT  | /v1.0/queues/{queue}                | {"wait_timeout": null} | wait_timeout
            POST | /v1.0/tags                          | {"name": ""} | name
            PUT  | /v1.0/tags/{tag}                    | {"name": ""} | name
            PUT  | /v1.0/tags/{tag}                    | {"detail": "\\ud83d"} | detail
            POST | /v1.0/accesskeys                    | {"expire": null} | expire
            POST | /v1.0/accesskeys                    | {"expire": 86399} | expire
            POST | /v1.0/accesskeys                    | {"expire": 315360001} | expire
            PUT  | /v1.0/billing_account/payment_info  | {"payment_type": "postpaid"} | payment_type
            PUT  | /v1.0/billing_account/payment_info  | {"payment_method": null} | payment_method
            """)
    void shouldNameAFieldThatIsInvalid(String method, String path, String body, String field) {
        // When
        Reply refused = agent.client().send(method, filled(path), Optional.of(filled(body)));

        // Then
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("INVALID_ARGUMENT");
        assertThat(refused.details().path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1.0/agents                       | {"password": "12345678"} | MISSING_REQUEST_PARAMETER
            POST | /v1.0/agents                       | {"username": "u@x.example"} | MISSING_REQUEST_PARAMETER
            POST | /v1.0/agents                       | {"username": "nobody", "password": "12345678"} | INVALID_USERNAME_FORMAT
            POST | /v1.0/agents                       | {"username": "me@guest.INVALID", "password": "12345678"} | INVALID_USERNAME_FORMAT
            POST | /v1.0/agents                       | {"username": "u@x.example", "password": "12345678", "ring_method": "all"} | INVALID_RING_METHOD
            POST | /v1.0/agents                       | {"username": "u@x.example", "password": "12345678", "tag_ids": ["x"]} | INVALID_TAG_IDS
            PUT  | /v1.0/agents/{agent}               | {"ring_method": ""} | INVALID_RING_METHOD
            PUT  | /v1.0/agents/{agent}/status        | {} | MISSING_REQUEST_PARAMETER
            PUT  | /v1.0/agents/{agent}/permission    | {} | MISSING_REQUEST_PARAMETER
            PUT  | /v1.0/agents/{agent}/password      | {} | MISSING_REQUEST_PARAMETER
            PUT  | /v1.0/agents/{agent}/addresses     | {} | MISSING_REQUEST_PARAMETER
            PUT  | /v1.0/agents/{agent}/tag_ids       | {"tag_ids": ["{nil}"]} | INVALID_TAG_IDS
            PUT  | /v1.0/agents/{agent}/tag_ids       | {"tag_ids": [""]} | INVALID_TAG_IDS
            PUT  | /v1.0/agents/{agent}/tag_ids       | {"tag_ids": [7]} | INVALID_TAG_IDS
            PUT  | /v1.0/customer                     | {"email": "nobody"} | INVALID_EMAIL
            PUT  | /v1.0/customer/billing_account_id  | {} | MISSING_REQUEST_PARAMETER
            POST | /v1.0/numbers                      | {} | MISSING_REQUEST_PARAMETER
            POST | /v1.0/flows                        | {"actions": [{"type": "dance"}]} | INVALID_ACTION_TYPE
            POST | /v1.0/flows                        | {"actions": [{}]} | INVALID_ACTION_TYPE
            POST | /v1.0/queues                       | {"routing_method": "linear"} | INVALID_ROUTING_METHOD
            POST | /v1.0/queues                       | {"tag_ids": ["sales"]} | INVALID_TAG_IDS
            POST | /v1.0/tags                         | {} | MISSING_REQUEST_PARAMETER
            GET  | /v1.0/agents?tag_ids=sales         | | INVALID_TAG_IDS
            GET  | /v1.0/agents?status=asleep         | | INVALID_REQUEST_PARAMETER
            GET  | /v1.0/available_numbers?type=any   | | INVALID_REQUEST_PARAMETER
            GET  | /v1.0/tags?page_size=ten           | | INVALID_REQUEST_PARAMETER
            GET  | /v1.0/tags?page_token=x            | | INVALID_REQUEST_PARAMETER
            GET  | /v1.0/flows/main                   | | INVALID_ID
            """)
    void shouldGiveOtherFlawsReasonsOfTheirOwn(String method, String path, String body, String reason) {
        // When
        Reply refused = agent.client()
                .send(method, filled(path), Optional.ofNullable(body).map(this::filled));

        // Then
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT  | /v1.0/numbers/{number}          | {"call_flow_id": "X"} | call_flow_id
            PUT  | /v1.0/numbers/{number}/flow_ids | {"message_flow_id": "X"} | message_flow_id
            POST | /v1.0/numbers                   | {"number": "+899123456789", "type": "virtual", "message_flow_id": "X"} | message_flow_id
            PUT  | /v1.0/flows/{flow}              | {"on_complete_flow_id": "X"} | on_complete_flow_id
            POST | /v1.0/flows                     | {"on_complete_flow_id": "X"} | on_complete_flow_id
            PUT  | /v1.0/queues/{queue}            | {"wait_flow_id": "X"} | wait_flow_id
            POST | /v1.0/queues                    | {"wait_flow_id": "X"} | wait_flow_id
            PUT  | /v1.0/customer/billing_account_id | {"billing_account_id": "X"} | billing_account_id
            """)
    void shouldNameAReferenceThatIsMalformedForeignOrUnknown(String method, String path, String body, String field) {
        // Given
        String foreign = field.startsWith("billing") ? "{otherAccount}" : "{otherFlow}";

        // When
        List<Reply> refused = Stream.of("main", foreign, UUID.randomUUID().toString(), "{tag}")
                .map(id -> agent.client().send(method, filled(path), Optional.of(filled(body.replace("X", id)))))
                .toList();

        // Then
        assertThat(refused).allSatisfy(reply -> {
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.reason()).isEqualTo("REFERENCE_INVALID");
            assertThat(reply.details().path("field").asText()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1.0/agents/{agent}/tag_ids", "/v1.0/queues/{queue}/tag_ids"})
    void shouldRefuseAForeignOrUnknownTag(String path) {
        // When
        List<Reply> refused = Stream.of("{otherTag}", UUID.randomUUID().toString(), "{flow}")
                .map(id -> agent.client().put(filled(path), filled("{\"tag_ids\": [\"{tag}\", \"" + id + "\"]}")))
                .toList();

        // Then
        assertThat(refused).allSatisfy(reply -> {
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.reason()).isEqualTo("REFERENCE_INVALID");
            assertThat(reply.details().path("field").asText()).isEqualTo("tag_ids");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1.0/numbers/{number} | call_flow_id
            /v1.0/numbers/{number}/flow_ids | message_flow_id
            /v1.0/flows/{flow}     | on_complete_flow_id
            /v1.0/queues/{queue}   | wait_flow_id
            """)
    void shouldReadTheNilIdAndTheEmptyTextAsNone(String pattern, String field) {
        // Given
        String path = filled(pattern);
        Reply before = agent.client().put(path, filled("{\"" + field + "\": \"{flow}\"}"));

        // When
        Reply empty = agent.client().put(path, "{\"" + field + "\": \"\"}");
        Reply nil = agent.client().put(path, filled("{\"" + field + "\": \"{nil}\"}"));

        // Then
        assertThat(before.text(field)).isEqualTo(places.get("flow"));
        assertThat(empty.text(field)).isEqualTo(places.get("nil"));
        assertThat(nil.text(field)).isEqualTo(places.get("nil"));
        assertThat(nil.header("ETag")).isEqualTo(empty.header("ETag"));
        Staff.ok(agent.client().put(path, filled("{\"" + field + "\": \"{flow}\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "detail"})
    void shouldCountCodePointsInLengths(String field) {
        // Given
        int most = field.equals("name") ? 255 : 65_535;

        // When
        Reply longest = agent.client()
                .put(filled("/v1.0/tags/{tag}"), "{\"" + field + "\": \"" + "\uD83D\uDE00".repeat(most) + "\"}");
        Reply tooLong =
                agent.client().put(filled("/v1.0/tags/{tag}"), "{\"" + field + "\": \"" + "e".repeat(most + 1) + "\"}");

        // Then
        assertThat(longest.status()).isEqualTo(200);
        assertThat(tooLong.reason()).isEqualTo("INVALID_ARGUMENT");
        assertThat(tooLong.details().path("field").asText()).isEqualTo(field);
        Staff.ok(agent.client().put(filled("/v1.0/tags/{tag}"), "{\"name\": \"sales\", \"detail\": \"\"}"));
    }

    private String filled(String text) {
        return PLACE.matcher(text)
                .replaceAll(place -> Objects.requireNonNull(places.get(place.group(1)), place.group(1)));
    }

    private static String nextVersion(Reply reply) {
        return "\"" + (Long.parseLong(reply.header("ETag").replace("\"", "")) + 1) + "\"";
    }

    private static JsonNode withoutSecret(Reply reply) {
        return without(reply.json(), "webhook_secret");
    }

    private static JsonNode without(JsonNode json, String... fields) {
        return ((ObjectNode) json).without(List.of(fields));
    }
}
