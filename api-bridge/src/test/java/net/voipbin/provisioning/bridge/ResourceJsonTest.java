package net.voipbin.provisioning.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.auth.Permission;
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
import net.voipbin.provisioning.contract.IdentityVerificationStatus;
import net.voipbin.provisioning.contract.PaymentMethod;
import net.voipbin.provisioning.contract.PaymentType;
import net.voipbin.provisioning.contract.PlanStatus;
import net.voipbin.provisioning.contract.PlanType;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.RingMethod;
import org.junit.jupiter.api.Test;

class ResourceJsonTest {

    private static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID OTHER_ID = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void aCustomerIsShownToItsOwnAsTheContractSays() {
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
    void theTermsAreForSuperAdmins() {
        // When
        var json = ResourceJson.of(customer(), viewer(Permission.SUPER_ADMIN));

        // Then
        assertThat(json.path("terms_agreed_version").asText()).isEqualTo("v1");
        assertThat(json.path("terms_agreed_ip").asText()).isEqualTo("192.0.2.1");
    }

    @Test
    void anAgentIsShownAsTheContractSays() {
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
    void aBillingAccountIsShownAsTheContractSaysItsStatusToSuperAdminsOnly() {
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
    void aResourceOfANewerTypeIsNull() {
        // When
        var json = ResourceJson.of(Resource.newBuilder().build(), viewer(Permission.SUPER_ADMIN));

        // Then
        assertThat(json.isNull()).isTrue();
    }

    private static Caller viewer(int permission) {
        return new Caller(ID, OTHER_ID, new Permission(permission), Optional.empty(), "active", Optional.empty());
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
