package net.voipbin.provisioning.sandbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    private static final Duration NONE = Duration.ZERO;
    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void shouldGiveNoFigureWhenNothingWasDone() {
        assertThatThrownBy(() -> ClosedLoop.run(2, NONE, SHORT, () -> () -> {
                    TimeUnit.MILLISECONDS.sleep(5 * SHORT.toMillis());
                    return 1;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nothing was done in 100 ms");
    }

    @Test
    void shouldCountWhatIsDoneWithinTheTime() {
        Throughput throughput = ClosedLoop.run(1, NONE, SHORT, () -> () -> {
            TimeUnit.MILLISECONDS.sleep(1);
            return 1;
        });

        assertThat(throughput.count()).isBetween(1L, SHORT.toMillis());
    }

    @Test
    void shouldEndTheLoopWhenAWorkerFails() {
        assertThatThrownBy(() -> ClosedLoop.run(1, NONE, Duration.ofDays(1), () -> () -> {
                    throw new IllegalStateException("the server is gone");
                }))
                .hasRootCauseMessage("the server is gone");
    }
}
