package net.voipbin.provisioning.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import org.junit.jupiter.api.Test;

class DerivedIdTest {

    private static final UUID CUSTOMER_ID = UUID.fromString("0193b0a0-1111-7000-8000-00000000000a");

    @Test
    void shouldNeverChange() {
        // Then
        assertThat(GuestAgent.idOf(CUSTOMER_ID)).isEqualTo(UUID.fromString("0249c97a-1b3b-8016-82ea-ce35a2ad67f4"));
        assertThat(BillingAccount.idOf(CUSTOMER_ID)).isEqualTo(UUID.fromString("aa2838ff-3214-85e9-a359-dad4b96ada2d"));
        assertThat(RegisterPlatform.adminIdOf(CUSTOMER_ID))
                .isEqualTo(UUID.fromString("8b18a1b8-8da1-8418-9e70-a9bbb64c69f6"));
    }

    @Test
    void shouldBeUuidsOfVersion8() {
        // When
        UUID id = GuestAgent.idOf(CUSTOMER_ID);
        // Then
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void shouldDifferByParentAndByRole() {
        // Given
        UUID other = UUID.fromString("0193b0a0-1111-7000-8000-00000000000b");
        // Then
        assertThat(DerivedId.of(CUSTOMER_ID, "a"))
                .isNotEqualTo(DerivedId.of(other, "a"))
                .isNotEqualTo(DerivedId.of(CUSTOMER_ID, "b"));
    }
}
