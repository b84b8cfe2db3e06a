package net.voipbin.provisioning.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.auth.Permission;
import net.voipbin.provisioning.contract.AccessKey;
import net.voipbin.provisioning.contract.Address;
import net.voipbin.provisioning.contract.AddressType;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.AgentStatus;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.BillingAccountStatus;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerMetadata;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.DefaultPermission;
import net.voipbin.provisioning.contract.Flow;
import net.voipbin.provisioning.contract.FlowAction;
import net.voipbin.provisioning.contract.FlowType;
import net.voipbin.provisioning.contract.IdentityVerificationStatus;
import net.voipbin.provisioning.contract.Number;
import net.voipbin.provisioning.contract.NumberMetadata;
import net.voipbin.provisioning.contract.NumberStatus;
import net.voipbin.provisioning.contract.NumberType;
import net.voipbin.provisioning.contract.PaymentMethod;
import net.voipbin.provisioning.contract.PaymentType;
import net.voipbin.provisioning.contract.PlanStatus;
import net.voipbin.provisioning.contract.PlanType;
import net.voipbin.provisioning.contract.Queue;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.RingMethod;
import net.voipbin.provisioning.contract.RoutingMethod;
import net.voipbin.provisioning.contract.Tag;
import org.junit.jupiter.api.Test;

class ResourceJsonTest {

    private static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID OTHER_ID = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void shouldShowACustomerToItsOwnAsTheContractSays() {
        // When
        String json =
                ResourceJson.of(customer(), viewer(Permission.CUSTOMER_ADMIN)).toString();

        // Then
        assertThat(json)
                .isEqualTo("{\"id\":\"11111111-1111-4111-8111-111111111111\",\"name\":\"Acme Corporation\","
                        + "\"detail\":\"Enterprise customer account\",\"email\":\"a@acme.example\",\"phone_number\":\"+15551234567\","
                        + "\"address\":\"1 Main St\",\"webhook_method\":\"\",\"webhook_uri\":\"\","
                        + "\"billing_account_id\":\"22222222-2222-4222-8222-222222222222\",\"permission_ids\":[\"customer_agent\"],"
                        + "\"metadata\":{\"rtp_debug\":true},\"email_verified\":true,\"identity_verification_status\":\"none\","
                        + "\"status\":\"active\",\"tm_deletion_scheduled\":null,\"tm_create\":\"2024-01-01T00:00:00.000000Z\","
                        + "\"tm_update\":\"2024-01-01T00:00:00.000001Z\",\"tm_delete\":null}");
    }

    @Test
    void shouldShowTheTermsToSuperAdmins() {
        // When
        var json = ResourceJson.of(customer(), viewer(Permission.SUPER_ADMIN));

        // Then
        assertThat(json.path("terms_agreed_version").asText()).isEqualTo("v1");
        assertThat(json.path("terms_agreed_ip").asText()).isEqualTo("192.0.2.1");
    }

    @Test
    void shouldShowAnAgentAsTheContractSays() {
        // Given
        Resource agent = Resource.newBuilder()
                .setAgent(Agent.newBuilder()
                        .setId(ID)
                        .setCustomerId(OTHER_ID)
                        .setVersion(1)
                        .setUsername("ann@acme.example")
                        .setName("Ann")
                        .setDetail("")
                        .setRingMethod(RingMethod.linear)
                        .setStatus(AgentStatus.away)
                        .setPermission(48)
                        .setTagIds(List.of(OTHER_ID.toString()))
                        .setAddresses(List.of(new Address(AddressType.sip, "ann@sip", "", "desk", "")))
                        .setGuest(false)
                        .setTmCreate(TIME)
                        .build())
                .build();

        // When
        String json = ResourceJson.of(agent, viewer(Permission.CUSTOMER_ADMIN)).toString();

        // Then
        assertThat(json)
                .isEqualTo("{\"id\":\"11111111-1111-4111-8111-111111111111\","
                        + "\"customer_id\":\"22222222-2222-4222-8222-222222222222\",\"username\":\"ann@acme.example\","
                        + "\"name\":\"Ann\",\"detail\":\"\",\"ring_method\":\"linear\",\"status\":\"away\",\"permission\":48,"
                        + "\"tag_ids\":[\"22222222-2222-4222-8222-222222222222\"],\"addresses\":[{\"type\":\"sip\","
                        + "\"target\":\"ann@sip\",\"target_name\":\"\",\"name\":\"desk\",\"detail\":\"\"}],\"guest\":false,"
                        + "\"tm_create\":\"2024-01-01T00:00:00.000000Z\",\"tm_update\":null,\"tm_delete\":null}");
    }

    @Test
    void shouldShowABillingAccountAsTheContractSaysAndItsStatusToSuperAdminsOnly() {
        // Given
        Resource account = Resource.newBuilder()
                .setBillingAccount(BillingAccount.newBuilder()
                        .setId(ID)
                        .setCustomerId(OTHER_ID)
                        .setVersion(1)
                        .setName("n")
                        .setDetail("d")
                        .setPlanType(PlanType.free)
                        .setPlanStatus(PlanStatus.active)
                        .setBalanceCredit(5_000_000)
                        .setBalanceToken(100)
                        .setPaymentType(PaymentType.prepaid)
                        .setPaymentMethod(PaymentMethod.credit_card)
                        .setStatus(BillingAccountStatus.active)
                        .setTmCreate(TIME)
                        .build())
                .build();

        // When
        String json =
                ResourceJson.of(account, viewer(Permission.CUSTOMER_ADMIN)).toString();

        // Then
        assertThat(json)
                .isEqualTo("{\"id\":\"11111111-1111-4111-8111-111111111111\","
                        + "\"customer_id\":\"22222222-2222-4222-8222-222222222222\",\"name\":\"n\",\"detail\":\"d\","
                        + "\"plan_type\":\"free\",\"plan_status\":\"active\",\"balance_credit\":5000000,\"balance_token\":100,"
                        + "\"payment_type\":\"prepaid\",\"payment_method\":\"credit card\",\"tm_last_topup\":null,"
                        + "\"tm_next_topup\":null,\"tm_create\":\"2024-01-01T00:00:00.000000Z\",\"tm_update\":null,"
                        + "\"tm_delete\":null}");
        assertThat(ResourceJson.of(account, viewer(Permission.SUPER_ADMIN))
                        .path("status")
                        .asText())
                .isEqualTo("active");
    }

    @Test
    void shouldShowANumberAsTheContractSaysWithTheNilUuidForNoFlow() {
        // Given
        Resource number = Resource.newBuilder()
                .setNumber(Number.newBuilder()
                        .setId(ID)
                        .setCustomerId(OTHER_ID)
                        .setVersion(1)
                        .setNumber("+15551234567")
                        .setType(NumberType.normal)
                        .setCallFlowId(OTHER_ID)
                        .setName("main")
                        .setDetail("line")
                        .setStatus(NumberStatus.active)
                        .setMetadata(new NumberMetadata(true))
                        .setTmPurchase(TIME)
                        .setTmCreate(TIME)
                        .build())
                .build();

        // When
        String json = ResourceJson.of(number, viewer(Permission.CUSTOMER_ADMIN)).toString();

        // Then
        assertThat(json)
                .isEqualTo("{\"id\":\"11111111-1111-4111-8111-111111111111\","
                        + "\"customer_id\":\"22222222-2222-4222-8222-222222222222\",\"number\":\"+15551234567\","
                        + "\"type\":\"normal\",\"call_flow_id\":\"22222222-2222-4222-8222-222222222222\","
                        + "\"message_flow_id\":\"00000000-0000-0000-0000-000000000000\",\"name\":\"main\","
                        + "\"detail\":\"line\",\"status\":\"active\",\"t38_enabled\":false,\"emergency_enabled\":false,"
                        + "\"metadata\":{\"rtp_debug\":true},\"tm_purchase\":\"2024-01-01T00:00:00.000000Z\","
                        + "\"tm_renew\":null,\"tm_create\":\"2024-01-01T00:00:00.000000Z\",\"tm_update\":null,"
                        + "\"tm_delete\":null}");
    }

    @Test
    void shouldShowAFlowWithItsActionsOptionsAsTheyWereGiven() throws JsonProcessingException {
        // Given
        Resource flow = Resource.newBuilder()
                .setFlow(Flow.newBuilder()
                        .setId(ID)
                        .setCustomerId(OTHER_ID)
                        .setVersion(1)
                        .setType(FlowType.flow)
                        .setName("IVR")
                        .setDetail("")
                        .setActions(List.of(
                                new FlowAction(ID, OTHER_ID.toString(), "talk", "{\"volume\":1.10,\"x\":[null]}"),
                                new FlowAction(OTHER_ID, "", "hangup", "{}")))
                        .setTmCreate(TIME)
                        .build())
                .build();

        // When
        String json = new ObjectMapper().writeValueAsString(ResourceJson.of(flow, viewer(Permission.CUSTOMER_ADMIN)));

        // Then
        assertThat(json)
                .isEqualTo("{\"id\":\"11111111-1111-4111-8111-111111111111\","
                        + "\"customer_id\":\"22222222-2222-4222-8222-222222222222\",\"type\":\"flow\",\"name\":\"IVR\","
                        + "\"detail\":\"\",\"actions\":[{\"id\":\"11111111-1111-4111-8111-111111111111\","
                        + "\"next_id\":\"22222222-2222-4222-8222-222222222222\",\"type\":\"talk\","
                        + "\"option\":{\"volume\":1.10,\"x\":[null]}},{\"id\":\"22222222-2222-4222-8222-222222222222\","
                        + "\"next_id\":\"00000000-0000-0000-0000-000000000000\",\"type\":\"hangup\",\"option\":{}}],"
                        + "\"on_complete_flow_id\":\"00000000-0000-0000-0000-000000000000\","
                        + "\"tm_create\":\"2024-01-01T00:00:00.000000Z\",\"tm_update\":null,\"tm_delete\":null}");
    }

    @Test
    void shouldShowAQueueAsTheContractSays() {
        // Given
        Resource queue = Resource.newBuilder()
                .setQueue(Queue.newBuilder()
                        .setId(ID)
                        .setCustomerId(OTHER_ID)
                        .setVersion(1)
                        .setName("Sales")
                        .setDetail("")
                        .setRoutingMethod(RoutingMethod.random)
                        .setTagIds(List.of(OTHER_ID.toString()))
                        .setWaitTimeout(3_600_000)
                        .setServiceTimeout(0)
                        .setTmCreate(TIME)
                        .build())
                .build();

        // When
        String json = ResourceJson.of(queue, viewer(Permission.CUSTOMER_ADMIN)).toString();

        // Then
        assertThat(json)
                .isEqualTo("{\"id\":\"11111111-1111-4111-8111-111111111111\","
                        + "\"customer_id\":\"22222222-2222-4222-8222-222222222222\",\"name\":\"Sales\",\"detail\":\"\","
                        + "\"routing_method\":\"random\",\"tag_ids\":[\"22222222-2222-4222-8222-222222222222\"],"
                        + "\"wait_flow_id\":\"00000000-0000-0000-0000-000000000000\",\"wait_timeout\":3600000,"
                        + "\"service_timeout\":0,\"tm_create\":\"2024-01-01T00:00:00.000000Z\",\"tm_update\":null,"
                        + "\"tm_delete\":null}");
    }

    @Test
    void shouldShowAnAccessKeyWithoutItsToken() {
        // Given
        Resource key = Resource.newBuilder()
                .setAccesskey(AccessKey.newBuilder()
                        .setId(ID)
                        .setCustomerId(OTHER_ID)
                        .setVersion(1)
                        .setName("CI")
                        .setDetail("")
                        .setTokenPrefix("vb_abcdefgh")
                        .setTmExpire(TIME)
                        .setTmCreate(TIME)
                        .build())
                .build();

        // When
        String json = ResourceJson.of(key, viewer(Permission.CUSTOMER_ADMIN)).toString();

        // Then
        assertThat(json)
                .isEqualTo("{\"id\":\"11111111-1111-4111-8111-111111111111\","
                        + "\"customer_id\":\"22222222-2222-4222-8222-222222222222\",\"name\":\"CI\",\"detail\":\"\","
                        + "\"token_prefix\":\"vb_abcdefgh\",\"tm_expire\":\"2024-01-01T00:00:00.000000Z\","
                        + "\"tm_create\":\"2024-01-01T00:00:00.000000Z\",\"tm_update\":null,\"tm_delete\":null}");
    }

    @Test
    void shouldShowATagAsTheContractSays() {
        // Given
        Resource tag = Resource.newBuilder()
                .setTag(new Tag(ID, OTHER_ID, 1L, "sales", "", TIME, null, null))
                .build();

        // When
        String json = ResourceJson.of(tag, viewer(Permission.CUSTOMER_ADMIN)).toString();

        // Then
        assertThat(json)
                .isEqualTo("{\"id\":\"11111111-1111-4111-8111-111111111111\","
                        + "\"customer_id\":\"22222222-2222-4222-8222-222222222222\",\"name\":\"sales\",\"detail\":\"\","
                        + "\"tm_create\":\"2024-01-01T00:00:00.000000Z\",\"tm_update\":null,\"tm_delete\":null}");
    }

    @Test
    void shouldShowNullWhenTheTypeIsNewer() {
        // When
        var json = ResourceJson.of(Resource.newBuilder().build(), viewer(Permission.SUPER_ADMIN));

        // Then
        assertThat(json.isNull()).isTrue();
    }

    private static Caller viewer(int permission) {
        return new Caller(
                ID,
                OTHER_ID,
                new Permission(permission),
                false,
                OptionalLong.empty(),
                Optional.empty(),
                "active",
                Optional.empty());
    }

    private static Resource customer() {
        return Resource.newBuilder()
                .setCustomer(Customer.newBuilder()
                        .setId(ID)
                        .setVersion(2)
                        .setName("Acme Corporation")
                        .setDetail("Enterprise customer account")
                        .setEmail("a@acme.example")
                        .setPhoneNumber("+15551234567")
                        .setAddress("1 Main St")
                        .setWebhookUri("")
                        .setBillingAccountId(OTHER_ID)
                        .setPermissionIds(List.of(DefaultPermission.customer_agent))
                        .setMetadata(new CustomerMetadata(true))
                        .setEmailVerified(true)
                        .setIdentityVerificationStatus(IdentityVerificationStatus.none)
                        .setStatus(CustomerStatus.active)
                        .setTermsAgreedVersion("v1")
                        .setTermsAgreedIp("192.0.2.1")
                        .setTmCreate(TIME)
                        .setTmUpdate(TIME.plusNanos(1_000))
                        .build())
                .build();
    }
}
