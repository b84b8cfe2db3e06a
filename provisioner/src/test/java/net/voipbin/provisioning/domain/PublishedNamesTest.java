package net.voipbin.provisioning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PublishedNamesTest {

    @Test
    void shouldNameEventsAsConsumersKnowThem() {
        // Then
        assertThat(Resource.Type.values())
                .extracting(Resource.Type::published)
                .containsExactly("customer", "agent", "billing_account", "number", "flow", "queue", "tag", "accesskey");
        assertThat(Happening.values())
                .extracting(Happening::published)
                .containsExactly(
                        "created",
                        "updated",
                        "deleted",
                        "suspended",
                        "reactivated",
                        "frozen",
                        "recovered",
                        "expired",
                        "email_verified",
                        "identity_verification_updated",
                        "status_updated",
                        "renewed",
                        "balance_updated",
                        "plan_updated");
    }

    @Test
    void shouldNameDefaultPermissionsAsClientsKnowThem() {
        // Then
        assertThat(DefaultPermission.values())
                .extracting(DefaultPermission::published)
                .containsExactly("customer_agent", "customer_admin", "customer_manager");
    }

    @Test
    void shouldNameNamespacesAsTheClaimsTopicDoes() {
        // Then
        assertThat(Claim.Namespace.values())
                .extracting(Claim.Namespace::published)
                .containsExactly("customer-email", "agent-username", "number");
    }

    @Test
    void shouldGiveEachPlanItsTokens() {
        // Then
        assertThat(PlanType.values())
                .extracting(PlanType::tokensPerMonth)
                .containsExactly(
                        OptionalLong.of(100), OptionalLong.of(1_000), OptionalLong.of(10_000), OptionalLong.empty());
    }
}
