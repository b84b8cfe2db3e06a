package net.voipbin.provisioning.domain;

import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.agent;
import static net.voipbin.provisioning.domain.Samples.as;
import static net.voipbin.provisioning.domain.Samples.command;
import static net.voipbin.provisioning.domain.Samples.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuthorityTest {

    private static final Agent MANAGER = agent(CUSTOMER_ID, "ann@acme.example", 64);

    @Test
    void shouldLetAManagerGrantAgentAndManagerButNotAdmin() {
        // Given
        Situation situation = situation(as(MANAGER));
        // Then
        assertThat(Authority.requireGrant(situation, 16 | 64)).isEmpty();
        assertThat(Authority.requireGrant(situation, 16 | 32))
                .hasValueSatisfying(rejection -> assertThat(rejection.reason()).isEqualTo(Reason.PERMISSION_DENIED));
    }

    @Test
    void shouldLetThePlatformGrantEverything() {
        // Then
        assertThat(Authority.requireGrant(situation(PLATFORM), 113)).isEmpty();
        assertThat(Authority.requireGrant(situation(SUPER_ADMIN), 113)).isEmpty();
    }

    @Test
    void shouldLetAnAgentThatIsGoneDoNothing() {
        // Given
        Situation situation = situation(as(agent(CUSTOMER_ID, "gone@acme.example", 32)));
        // Then
        assertThat(Authority.requireInTenant(situation, 32)).contains(Rejection.permissionDenied());
        assertThat(Authority.requireGrant(situation, 16)).isPresent();
        assertThat(Authority.requireGrant(situation, 0)).isEmpty();
        assertThat(Authority.visibleCustomer(situation)).isEmpty();
    }

    @Test
    void shouldLetManagersActWhereEitherPermissionIsEnough() {
        // Then
        assertThat(Authority.requireInTenant(situation(as(MANAGER)), 32 | 64)).isEmpty();
        assertThat(Authority.requireInTenant(situation(as(MANAGER)), 32)).isPresent();
    }

    private static Situation situation(Actor actor) {
        return new Situation(
                InMemoryTenant.UNKNOWN.with(MANAGER),
                command(actor, nothing()),
                NOON,
                PLATFORM_ID,
                Periods.USUAL,
                Samples::verificationToken);
    }
}
