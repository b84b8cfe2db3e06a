package net.voipbin.provisioning.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.voipbin.provisioning.bridge.server.UnderWay.Entry;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    private final UnderWay underWay = new UnderWay(2);

    @Test
    void shouldTakeAsManyAsMayBeUnderWay() {
        // Then
        assertThat(underWay.enter()).isEqualTo(Entry.TAKEN);
        assertThat(underWay.enter()).isEqualTo(Entry.TAKEN);
        assertThat(underWay.enter()).isEqualTo(Entry.FULL);
        assertThat(underWay.count()).isEqualTo(2);
    }

    @Test
    void shouldTakeAnotherOnceOneHasLeft() {
        // Given
        underWay.enter();
        underWay.enter();
        underWay.enter();

        // When
        underWay.leave();

        // Then
        assertThat(underWay.enter()).isEqualTo(Entry.TAKEN);
        assertThat(underWay.enter()).isEqualTo(Entry.FULL);
    }

    @Test
    void shouldTakeNoneOnceClosedEvenIfItWasFull() {
        // Given
        underWay.enter();
        underWay.enter();

        // When
        boolean done = underWay.closeAndAwait(Duration.ZERO);

        // Then
        assertThat(done).isFalse();
        assertThat(underWay.enter()).isEqualTo(Entry.CLOSED);
        assertThat(underWay.open()).isFalse();
    }

    @Test
    void shouldWaitForThoseTakenAndNotForThoseRefused() {
        // Given
        underWay.enter();
        underWay.enter();
        underWay.enter();
        underWay.leave();
        underWay.leave();

        // Then
        assertThat(underWay.closeAndAwait(Duration.ZERO)).isTrue();
    }
}
