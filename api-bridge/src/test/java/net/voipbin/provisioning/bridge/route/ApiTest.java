package net.voipbin.provisioning.bridge.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every request is answered, whatever its route, over HTTP with a real PostgreSQL behind the bridge. */
class ApiTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant acme;

    @BeforeEach
    void populate() {
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
    }

    @Test
    void shouldNotSendAVersionAgainThatTheClientHas() {
        // When
        Reply same = bridge.get(acme, "/v1.0/customer", "If-None-Match", "W/\"1\"");
        Reply another = bridge.get(acme, "/v1.0/customer", "If-None-Match", "\"7\"");

        // Then
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.text()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo("\"1\"");
        assertThat(another.status()).isEqualTo(200);
    }

    @Test
    void shouldNotSendAListAgainThatIsStillTheSame() {
        // Given
        String tag = bridge.get(acme, "/v1.0/agents").header("ETag");

        // When
        Reply same = bridge.get(acme, "/v1.0/agents", "If-None-Match", tag);
        ReadModel.execute("update agents set name = 'Bob' where customer_id = ?", acme.id());
        Reply changed = bridge.get(acme, "/v1.0/agents", "If-None-Match", tag);

        // Then
        assertThat(same.status()).isEqualTo(304);
        assertThat(changed.status()).isEqualTo(200);
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
    void shouldRefuseABadBodyWithoutACommand(String body, String reason) {
        // When
        Reply reply = bridge.as(acme, "PUT", "/v1.0/customer", body);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo(reason);
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @Test
    void shouldRefuseABodyWhenItIsTooLargeOrNoJson() {
        // When
        Reply large = bridge.as(acme, "PUT", "/v1.0/customer", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}");
        Reply form =
                bridge.as(acme, "PUT", "/v1.0/customer", "name=x", "Content-Type", "application/x-www-form-urlencoded");

        // Then
        assertThat(large.reason()).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(large.status()).isEqualTo(413);
        assertThat(form.status()).isEqualTo(415);
    }

    @Test
    void shouldRefuseAnIdThatIsNoUuid() {
        // When
        Reply reply = bridge.get(acme, "/v1.0/agents/1-1-1-1-1");

        // Then
        assertThat(reply.reason()).isEqualTo("INVALID_ID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1.0", "/v1.0/nothing", "/v1.0/agents/", "/v1.0/customer/", "/v1.0//agents", "/v2/x"})
    void shouldNotFindAnUnknownPath(String path) {
        // When
        Reply reply = bridge.get(acme, path);

        // Then
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.reason()).isEqualTo("ROUTE_NOT_FOUND");
    }

    @Test
    void shouldNameTheMethodsThatAPathHasWhenTheMethodIsAnother() {
        // When
        Reply reply = bridge.as(acme, "PATCH", "/v1.0/customers/" + acme.id(), "{}");

        // Then
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("DELETE, GET, HEAD, PUT");
    }

    @Test
    void shouldReturnTheRequestIdUnlessItIsHarmful() {
        // When
        Reply kept = bridge.get(acme, "/v1.0/nothing", "X-Request-Id", "abc-123");
        Reply replaced = bridge.get(acme, "/v1.0/nothing", "X-Request-Id", "<script>");

        // Then
        assertThat(kept.header("X-Request-Id")).isEqualTo("abc-123");
        assertThat(kept.json().path("error").path("request_id").asText()).isEqualTo("abc-123");
        assertThat(replaced.header("X-Request-Id")).matches("[0-9a-f-]{36}");
        assertThat(kept.json().path("message").asText())
                .isEqualTo(kept.json().path("error").path("message").asText());
    }

    @Test
    void shouldRefuseWhatIsNoHttpInTheApisOwnForm() throws IOException {
        // Given
        String request = "GET /v1.0/customer?token=%zz HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n";

        // When
        String response = bridge.raw(request);

        // Then
        assertThat(response).startsWith("HTTP/1.1 400").contains("\"reason\":\"INVALID_ARGUMENT\"");
    }

    @Test
    void shouldRefuseAMalformedQuery() throws IOException {
        // When
        String response = bridge.raw("GET /v1.0/customer?token=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(response).startsWith("HTTP/1.1 400").contains("\"reason\":\"INVALID_REQUEST_PARAMETER\"");
    }

    @Test
    void shouldTakeAnEscapedIdForTheIdAndAnEscapedSlashForNoSlash() {
        // When
        Reply escaped =
                bridge.get(acme, "/v1.0/agents/" + acme.agentId().toString().replace("-", "%2D"));
        Reply slash = bridge.get(acme, "/v1.0/agents%2F" + acme.agentId());
        Reply inside = bridge.get(acme, "/v1.0/agents/" + acme.agentId() + "%2Fstatus");
        Reply twice =
                bridge.get(acme, "/v1.0/agents/" + acme.agentId().toString().replace("-", "%252D"));

        // Then
        assertThat(escaped.status()).isEqualTo(200);
        assertThat(slash.reason()).isEqualTo("ROUTE_NOT_FOUND");
        assertThat(inside.reason()).isEqualTo("INVALID_ID");
        assertThat(twice.reason()).isEqualTo("INVALID_ID");
    }
}
