package net.voipbin.provisioning.bridge.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import net.voipbin.provisioning.contract.ActorKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes of customers, with a real PostgreSQL behind the bridge. */
class CustomerRoutesTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant platform;
    private Tenant acme;
    private Tenant other;

    @BeforeEach
    void populate() {
        platform = ReadModel.tenant(ReadModel.PLATFORM, Permission.SUPER_ADMIN);
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
        other = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1.0/customers/", "PUT,/v1.0/customers/"})
    void shouldAnswerAlikeWhenACustomerIsAnothersAndWhenItIsUnknown(String method, String path) {
        // When
        Reply others = bridge.as(acme, method, path + other.id(), "{}");
        Reply unknown = bridge.as(acme, method, path + UUID.randomUUID(), "{}");

        // Then
        assertThat(others.status()).isEqualTo(404);
        assertThat(withoutRequestId(others)).isEqualTo(withoutRequestId(unknown));
    }

    @Test
    void shouldAnswerTheCallersOwnCustomerToTheDescriptionsGetLine() {
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
    void shouldChangeNameAndDetailByTheDescriptionsPutLine() {
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
        assertThat(bridge.get(acme, "/v1.0/customer").json().path("detail").asText())
                .isEqualTo("Updated enterprise account");
    }

    @ParameterizedTest
    @CsvSource({"/v1.0/customer,true", "/v1.0/customers/,true", "/v1.0/customers/ID,false"})
    void shouldShowTheWebhookSecretOnlyOfTheOwnCustomerByItsOwnName(String path, boolean shown) {
        // When
        Reply reply = bridge.get(acme, path.replace("ID", acme.id().toString()));

        // Then
        assertThat(reply.json().has("webhook_secret")).isEqualTo(shown);
        if (shown) {
            assertThat(reply.json().path("webhook_secret").asText()).matches("[A-Za-z0-9]{32}");
        }
    }

    @Test
    void shouldTakeBackWhatWasReadWithoutPassingOnTheRightSecret() {
        // Given
        String read = bridge.get(acme, "/v1.0/customer").text();

        // When
        Reply reply = bridge.as(acme, "PUT", "/v1.0/customer", read);

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
    void shouldNameTheSecretAsLockedWithoutItsValueWhenItIsWrong() {
        // When
        bridge.as(acme, "PUT", "/v1.0/customer", "{\"webhook_secret\":\"guess\"}");

        // Then
        assertThat(bridge.provisioner()
                        .published()
                        .getFirst()
                        .getUpdateCustomer()
                        .getLocked())
                .containsExactly(Map.entry("webhook_secret", "null"));
    }

    @Test
    void shouldLetASuperAdminCreateReadListAndDeleteACustomer() {
        // When
        Reply created =
                bridge.as(platform, "POST", "/v1.0/customers", "{\"name\":\"New\",\"email\":\"new@new.example\"}");
        String path = "/v1.0/customers/" + created.json().path("id").asText();
        Reply read = bridge.get(platform, path);
        Reply listed = bridge.get(platform, "/v1.0/customers");
        Reply deleted = bridge.as(platform, "DELETE", path, "");
        Reply afterwards = bridge.get(platform, path);
        Reply listedAfterwards = bridge.get(platform, "/v1.0/customers");

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
    void shouldListATenantItsOwnCustomerAlone() {
        // When
        Reply reply = bridge.get(acme, "/v1.0/customers");

        // Then
        assertThat(reply.json().path("result")).hasSize(1);
        assertThat(reply.json().path("result").path(0).path("id").asText())
                .isEqualTo(acme.id().toString());
        assertThat(reply.json().path("next_page_token").asText()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{},MISSING_REQUEST_PARAMETER,email",
        "'{\"email\":\"a@b.c\",\"id\":\"x\"}',INVALID_ARGUMENT,id",
        "'{\"email\":5}',INVALID_ARGUMENT,email"
    })
    void shouldNameTheFieldAtFaultOfACreation(String body, String reason, String field) {
        // When
        Reply reply = bridge.as(platform, "POST", "/v1.0/customers", body);

        // Then
        assertThat(reply.reason()).isEqualTo(reason);
        assertThat(reply.json().path("error").path("details").path("field").asText())
                .isEqualTo(field);
    }

    private static String withoutRequestId(Reply reply) {
        return reply.text().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }
}
