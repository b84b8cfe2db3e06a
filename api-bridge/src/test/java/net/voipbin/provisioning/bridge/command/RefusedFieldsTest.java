package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that the bridge refuses by their form, with a real PostgreSQL behind it. */
class RefusedFieldsTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant platform;
    private Tenant acme;
    private ReadModel.Belongings belongings;

    @BeforeEach
    void populate() {
        platform = ReadModel.tenant(ReadModel.PLATFORM, Permission.SUPER_ADMIN);
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
        belongings = ReadModel.belongings(acme);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/v1.0/agents|{'username':'u@x.io'}|MISSING_REQUEST_PARAMETER|password",
                "POST|/v1.0/agents|{'password':'12345678'}|MISSING_REQUEST_PARAMETER|username",
                "POST|/v1.0/agents|{'username':'u@x.io','password':'1234567'}|INVALID_ARGUMENT|password",
                "POST|/v1.0/agents|{'username':'u@x.io','password':'12345678','permission':16.5}|INVALID_ARGUMENT|permission",
                "POST|/v1.0/agents|{'username':'u@x.io','password':'12345678','permission':'16'}|INVALID_ARGUMENT|permission",
                "POST|/v1.0/agents|{'username':'u@x.io','password':'12345678','permission':null}|INVALID_ARGUMENT|permission",
                "POST|/v1.0/agents|{'username':'u@x.io','password':'12345678','addresses':[1]}|INVALID_ARGUMENT|addresses",
                "POST|/v1.0/agents|{'username':'u@x.io','password':'12345678','addresses':[{'target':1}]}|INVALID_ARGUMENT|addresses",
                "POST|/v1.0/agents|{'username':'u@x.io','password':'12345678','tag_ids':[null]}|INVALID_TAG_IDS|tag_ids",
                "POST|/v1.0/agents|{'username':'u@x.io','password':'12345678','tag_ids':'x'}|INVALID_ARGUMENT|tag_ids",
                "POST|/v1.0/agents|{'username':'u@x.io','password':'12345678','customer_id':'x'}|INVALID_ARGUMENT|customer_id",
                "PUT|/v1.0/agents/AGENT/permission|{}|MISSING_REQUEST_PARAMETER|permission",
                "PUT|/v1.0/agents/AGENT/permission|{'permission':4294967296}|INVALID_ARGUMENT|permission",
                "PUT|/v1.0/agents/AGENT/permission|{'permission':-1}|INVALID_ARGUMENT|permission",
                "PUT|/v1.0/agents/AGENT/addresses|{}|MISSING_REQUEST_PARAMETER|addresses",
                "PUT|/v1.0/agents/AGENT/tag_ids|{}|MISSING_REQUEST_PARAMETER|tag_ids",
                "PUT|/v1.0/agents/AGENT/status|{'status':null}|INVALID_ARGUMENT|status",
                "PUT|/v1.0/service_agents/me/password|{}|MISSING_REQUEST_PARAMETER|password",
                "POST|/v1.0/numbers|{}|MISSING_REQUEST_PARAMETER|number",
                "POST|/v1.0/numbers|{'number':'+1','call_flow_id':null}|INVALID_ARGUMENT|call_flow_id",
                "PUT|/v1.0/numbers/NUMBER/metadata|{'rtp_debug':'yes'}|INVALID_ARGUMENT|rtp_debug",
                "POST|/v1.0/flows|{'actions':{}}|INVALID_ARGUMENT|actions",
                "POST|/v1.0/queues|{'wait_timeout':1.5}|INVALID_ARGUMENT|wait_timeout",
                "POST|/v1.0/queues|{'wait_timeout':1e30}|INVALID_ARGUMENT|wait_timeout",
                "POST|/v1.0/queues|{'wait_timeout':1e999999999}|INVALID_ARGUMENT|wait_timeout",
                "POST|/v1.0/tags|{'detail':'d'}|MISSING_REQUEST_PARAMETER|name",
                "POST|/v1.0/accesskeys|{'expire':'1'}|INVALID_ARGUMENT|expire"
            })
    void shouldNameAFieldThatIsMissingOrOfAnotherType(
            String method, String path, String body, String reason, String field) {
        // When
        Reply reply = bridge.as(acme, method, filled(path), filled(body));

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo(reason);
        assertThat(reply.json().path("error").path("details").path("field").asText())
                .isEqualTo(field);
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|MISSING_REQUEST_PARAMETER",
                "{'balance':-0.01}|INVALID_ARGUMENT",
                "{'balance':0.0000001}|INVALID_ARGUMENT",
                "{'balance':9223372036854.775808}|INVALID_ARGUMENT",
                "{'balance':1e999999999}|INVALID_ARGUMENT",
                "{'balance':1e-999999999}|INVALID_ARGUMENT",
                "{'balance':'1'}|INVALID_ARGUMENT"
            })
    void shouldRefuseAnAmountThatIsNoneOrNotExact(String body, String reason) {
        // When
        Reply reply =
                bridge.as(platform, "POST", filled("/v1.0/billing_accounts/ACCOUNT/balance_add_force"), filled(body));

        // Then
        assertThat(reply.reason()).isEqualTo(reason);
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    private String filled(String text) {
        return text.replace('\'', '"')
                .replace("ACCOUNT", acme.billingAccountId().toString())
                .replace("CUSTOMER", acme.id().toString())
                .replace("AGENT", acme.agentId().toString())
                .replace("NUMBER", belongings.numberId().toString())
                .replace("FLOW", belongings.flowId().toString())
                .replace("QUEUE", belongings.queueId().toString())
                .replace("TAG", belongings.tagId().toString())
                .replace("ACCESSKEY", belongings.accessKeyId().toString());
    }
}
