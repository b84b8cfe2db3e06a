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
    void a_time_in_which_nothing_was_done_makes_no_figure() {
        assertThatThrownBy(() -> ClosedLoop.run(2, NONE, SHORT, () -> () -> {
                    TimeUnit.MILLISECONDS.sleep(5 * SHORT.toMillis());
                    return 1;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nothing was done in 100 ms");
    }

    @Test
    void what_is_done_within_the_time_is_counted() {
        Throughput throughput = ClosedLoop.run(1, NONE, SHORT, () -> () -> {
            TimeUnit.MILLISECONDS.sleep(1);
            return 1;
        });

        assertThat(throughput.count()).isBetween(1L, SHORT.toMillis());
    }

    @Test
    void a_worker_that_fails_ends_the_loop() {
        assertThatThrownBy(() -> ClosedLoop.run(1, NONE, Duration.ofDays(1), () -> () -> {
                    throw new IllegalStateException("the server is gone");
                }))
                .hasRootCauseMessage("the server is gone");
    }
}
