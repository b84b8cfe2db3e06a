package net.voipbin.provisioning.operations;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import net.voipbin.provisioning.projection.Contracts;
import net.voipbin.provisioning.projection.Replay;
import net.voipbin.provisioning.projection.SideModel;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A read model that is folded from the topics beside the one that is served; taken away when this is closed. Of each
 * purpose there is one at a time. Not thread-safe.
 */
final class SideBuild implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SideBuild.class);
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);
    private static final int POLL_RECORDS = 4_000;

    private final Clock clock;
    private final HikariDataSource livePool;
    private final HikariDataSource sidePool;
    private final Handle lock;
    private final Jdbi live;
    private final Jdbi side;
    private final SideModel model;
    private final Replay replay;
    private final Counter unreadable = new SimpleMeterRegistry().counter("unreadable");
    private Instant nextReport;

    /**
     * @param purpose names the schema
     * @throws IllegalStateException if another process is at the same, or the read model is of another version
     */
    SideBuild(ProvisionerSettings settings, String purpose, Clock clock) {
        if (!ReadModelDatabase.upToDate(settings.database())) {
            throw new IllegalStateException("The read model is of another version than this program: prepare first");
        }
        this.clock = clock;
        this.nextReport = clock.instant().plus(REPORT_INTERVAL);
        livePool = ReadModelDatabase.maintenancePool(settings.database());
        live = Jdbi.create(livePool);
        lock = live.open();
        String schema =
                lock.createQuery("select current_schema()").mapTo(String.class).one() + "_" + purpose;
        lock(lock, schema);
        model = new SideModel(live, schema);
        model.drop();
        ReadModelDatabase.migrate(settings.database(), schema);
        sidePool = ReadModelDatabase.sidePool(settings.database(), schema);
        side = Jdbi.create(sidePool);
        replay = new Replay(consumer(settings), Contracts.of(settings.serdes()), side, unreadable);
    }

    Jdbi live() {
        return live;
    }

    Jdbi side() {
        return side;
    }

    SideModel model() {
        return model;
    }

    /** Where the committed records of each partition end at the moment. */
    Map<TopicPartition, Long> ends() {
        return replay.ends();
    }

    /** How many records are left up to there. */
    long distance(Map<TopicPartition, Long> limits) {
        Map<TopicPartition, Long> offsets = replay.offsets();
        return limits.entrySet().stream()
                .mapToLong(limit -> Math.max(0, limit.getValue() - offsets.getOrDefault(limit.getKey(), 0L)))
                .sum();
    }

    /** Folds exactly up to these offsets, and tells of it every few seconds. */
    void upTo(Map<TopicPartition, Long> limits) {
        replay.upTo(limits, this::report);
    }

    void cleanUp() {
        replay.cleanUp(clock.instant());
    }

    /** How many records could not be read and were passed over. */
    long unreadable() {
        return (long) unreadable.count();
    }

    @Override
    public void close() {
        replay.close();
        sidePool.close();
        model.drop();
        lock.close();
        livePool.close();
    }

    private void report(double done) {
        if (clock.instant().isAfter(nextReport)) {
            nextReport = clock.instant().plus(REPORT_INTERVAL);
            LOG.atInfo().addKeyValue("percent", (int) (100 * done)).log("Folding the topics");
        }
    }

    /** Held by the connection: it ends with the process. */
    private static void lock(Handle handle, String schema) {
        boolean locked = handle.createQuery("select pg_try_advisory_lock(hashtext(:schema))")
                .bind("schema", schema)
                .mapTo(Boolean.class)
                .one();
        if (!locked) {
            throw new IllegalStateException("Another process is at the same");
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(ProvisionerSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        properties.putAll(settings.kafka());
        properties.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
