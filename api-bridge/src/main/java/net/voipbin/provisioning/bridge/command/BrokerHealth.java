package net.voipbin.provisioning.bridge.command;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka again and again whether it is there: a producer takes records for a while that it can't send, and can't say
 * afterwards whether they arrived. Thread-safe.
 */
final class BrokerHealth implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BrokerHealth.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Admin admin;
    private final int patienceMillis;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("broker-health").unstarted(task));
    private boolean missed;
    private volatile boolean away;

    private BrokerHealth(Admin admin, Duration patience) {
        this.admin = admin;
        this.patienceMillis = Math.toIntExact(patience.toMillis());
    }

    /**
     * Begins to ask.
     *
     * @param admin of this instance alone, which closes it
     * @param patience how long an answer may take
     */
    static BrokerHealth start(Admin admin, Duration patience) {
        BrokerHealth health = new BrokerHealth(admin, patience);
        health.thread.scheduleWithFixedDelay(health::ask, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return health;
    }

    /** Whether no broker answered the last two times: one may be slow while others serve. */
    boolean away() {
        return away;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ZERO);
    }

    private void ask() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(patienceMillis))
                    .nodes()
                    .get();
            if (away) {
                log.atInfo().log("Kafka answers again");
            }
            missed = false;
            away = false;
        } catch (ExecutionException e) {
            miss(e.getCause());
        } catch (RuntimeException e) {
            // Thrown on, it would end the asking without a word.
            miss(e);
        } catch (InterruptedException e) {
            // Only close() interrupts.
            Thread.currentThread().interrupt();
        }
    }

    private void miss(@Nullable Throwable cause) {
        if (missed && !away) {
            log.atWarn().addKeyValue("cause", String.valueOf(cause)).log("Kafka doesn't answer");
        }
        away = missed;
        missed = true;
    }
}
