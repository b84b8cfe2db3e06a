package net.voipbin.provisioning.sandbox.sample;

import static org.assertj.core.api.Assertions.assertThat;

import net.voipbin.provisioning.bridge.usage.ResourceLimits;
import net.voipbin.provisioning.domain.PlanType;
import net.voipbin.provisioning.domain.Quota;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limits that the bridge tells are those to which the provisioner holds customers. */
class PlanLimitsTest {

    @ParameterizedTest
    @EnumSource(PlanType.class)
    void shouldShowTheLimitsThatTheProvisionerEnforces(PlanType plan) {
        // Given
        var published = net.voipbin.provisioning.contract.PlanType.valueOf(plan.published());

        for (Quota quota : Quota.values()) {
            // When
            var shown = ResourceLimits.of(published, quota.published());

            // Then
            assertThat(shown).as(quota.published()).isEqualTo(quota.limit(plan));
        }
    }
}
