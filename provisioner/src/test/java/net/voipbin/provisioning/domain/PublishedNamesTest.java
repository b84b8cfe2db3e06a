package net.voipbin.provisioning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishedNamesTest {

    @Test
    void shouldNameEventsAsConsumersKnowThem() {
        // Then
        assertThat(EventType.values())
                .extracting(EventType::published)
                .containsExactly(
                        "customer_created",
                        "customer_updated",
                        "customer_deleted",
                        "agent_created",
                        "agent_deleted",
                        "billing_account_created",
                        "billing_account_deleted");
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
                .containsExactly("customer-email", "agent-username");
    }

    @Test
    void shouldGiveEachPlanItsTokens() {
        // Then
        assertThat(PlanType.values()).extracting(PlanType::tokensPerMonth).containsExactly(100L, 1_000L, 10_000L, 0L);
    }
}
