package net.voipbin.provisioning.domain;

import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.acme;
import static net.voipbin.provisioning.domain.Samples.command;
import static net.voipbin.provisioning.domain.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);

    @Test
    void shouldTakeThePublishersTimeToTheMicrosecond() {
        // When
        provisioner.handle(command(PLATFORM, acme()), NOON.plusSeconds(5));
        // Then
        assertThat(revision().tmCreate()).isEqualTo(NOON);
    }

    @Test
    void shouldNotBelieveATimeAfterTheBrokersClock() {
        // Given
        Instant received = NOON.minus(Duration.ofDays(1));
        // When
        provisioner.handle(command(PLATFORM, acme()), received);
        // Then
        assertThat(revision().tmCreate()).isEqualTo(received.plusMillis(1));
    }

    @Test
    void shouldBelieveATimeWithinTheBrokersMillisecond() {
        // Given
        Instant received = Instant.parse("2026-11-24T12:00:00.000Z");
        Instant issued = Instant.parse("2026-11-24T12:00:00.000999Z");
        // When
        provisioner.handle(command(CUSTOMER_ID, PLATFORM, acme(), issued), received);
        // Then
        assertThat(revision().tmCreate()).isEqualTo(issued);
    }

    @Test
    void shouldNotBelieveATimeLongBeforeTheBrokersClock() {
        // Given
        Instant received = NOON.plus(Duration.ofDays(40));
        // When
        provisioner.handle(command(PLATFORM, acme()), received);
        // Then
        assertThat(revision().tmCreate()).isEqualTo(received.minus(Duration.ofMinutes(10)));
    }

    @Test
    void shouldNeverGoBackBehindTheCustomersLatestChange() {
        // Given
        provisioner.handle(command(PLATFORM, acme()));
        provisioner.handle(command(CUSTOMER_ID, PLATFORM, update("name", "A"), NOON.plusSeconds(9)));
        // When
        provisioner.handle(command(CUSTOMER_ID, PLATFORM, update("name", "B"), NOON.plusSeconds(3)));
        // Then
        assertThat(revision().tmUpdate()).contains(NOON.plusSeconds(9));
    }

    @Test
    void shouldNotGoBackEvenWhenTheBrokersClockDid() {
        // Given
        provisioner.handle(command(PLATFORM, acme()));
        // When
        provisioner.handle(
                command(CUSTOMER_ID, PLATFORM, update("name", "B"), NOON.plusSeconds(3)), NOON.minusSeconds(60));
        // Then
        assertThat(revision().tmUpdate()).contains(NOON);
    }

    private Revision revision() {
        return provisioner.tenant(CUSTOMER_ID).customer().orElseThrow().revision();
    }
}
