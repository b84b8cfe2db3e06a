package net.voipbin.provisioning.bridge.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.voipbin.provisioning.contract.AccessKey;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Flow;
import net.voipbin.provisioning.contract.Number;
import net.voipbin.provisioning.contract.Queue;
import net.voipbin.provisioning.contract.Tag;
import net.voipbin.provisioning.contract.UpdateAccessKey;
import net.voipbin.provisioning.contract.UpdateAgent;
import net.voipbin.provisioning.contract.UpdateBillingAccount;
import net.voipbin.provisioning.contract.UpdateCustomer;
import net.voipbin.provisioning.contract.UpdateFlow;
import net.voipbin.provisioning.contract.UpdateNumber;
import net.voipbin.provisioning.contract.UpdateQueue;
import net.voipbin.provisioning.contract.UpdateTag;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LockedFieldsTest {

    private static final String COMMON = "id customer_id tm_create tm_update tm_delete ";

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of(
                        Customer.getClassSchema(),
                        UpdateCustomer.getClassSchema(),
                        "billing_account_id metadata email_verified identity_verification_status status"
                                + " terms_agreed_version terms_agreed_ip tm_deletion_scheduled"),
                Arguments.of(
                        Agent.getClassSchema(),
                        UpdateAgent.getClassSchema(),
                        "username status permission tag_ids addresses guest"),
                Arguments.of(
                        BillingAccount.getClassSchema(),
                        UpdateBillingAccount.getClassSchema(),
                        "plan_type plan_status balance_credit balance_token payment_type payment_method status"
                                + " tm_last_topup tm_next_topup"),
                Arguments.of(
                        Number.getClassSchema(),
                        UpdateNumber.getClassSchema(),
                        "number type status t38_enabled emergency_enabled metadata tm_purchase tm_renew"),
                Arguments.of(Flow.getClassSchema(), UpdateFlow.getClassSchema(), ""),
                Arguments.of(Queue.getClassSchema(), UpdateQueue.getClassSchema(), ""),
                Arguments.of(Tag.getClassSchema(), UpdateTag.getClassSchema(), ""),
                Arguments.of(AccessKey.getClassSchema(), UpdateAccessKey.getClassSchema(), "token_prefix tm_expire"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldLockAllThatIsShownAndThatTheUpdateCommandCannotSet(Schema type, Schema update, String own) {
        // When
        LockedFields locked = LockedFields.of(JsonForm.of(type, "suspension_reason"), update, "secret");

        // Then
        assertThat(locked.fields())
                .containsExactlyInAnyOrder((COMMON + own).strip().split(" ", -1));
        assertThat(locked.secrets()).containsExactly("secret");
    }
}
