package net.voipbin.provisioning.operations;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.management.ManagementServer;
import net.voipbin.provisioning.projection.CommittedRecords;
import net.voipbin.provisioning.projection.Contracts;
import net.voipbin.provisioning.projection.Projection;
import net.voipbin.provisioning.projection.ReadModelDatabase;
import net.voipbin.provisioning.topology.ProvisioningTopology;
import net.voipbin.provisioning.topology.store.ContractSerdes;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running provisioner: topology, projection and management port, started by the constructor. Thread-safe. */
public final class RunningProvisioner implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningProvisioner.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HikariDataSource database;
    private final CleanShutdown cleanShutdown;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics streamsMetrics;
    private final JvmGcMetrics gcMetrics = new JvmGcMetrics();
    private final Projection projection;
    private final ManagementServer management;
    private final ClockMonitor clockMonitor;
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    public RunningProvisioner(ProvisionerSettings settings, Clock clock) {
        new JvmMemoryMetrics().bindTo(meters);
        gcMetrics.bindTo(meters);
        database = ReadModelDatabase.pool(settings.database());
        cleanShutdown = CleanShutdown.of(settings);
        streams = streams(settings, clock);
        streamsMetrics = new KafkaStreamsMetrics(streams);
        streamsMetrics.bindTo(meters);
        projection = projection(settings, clock);
        management = ManagementServer.start(
                settings.managementHost(),
                settings.managementPort(),
                () -> !failed.isDone(),
                this::ready,
                meters::scrape);
        streams.setStateListener((present, before) -> {
            log.atInfo().addKeyValue("state", present).log("Streams changed state");
            if (present == KafkaStreams.State.ERROR) {
                failed.completeExceptionally(new IllegalStateException("the streams application has given up"));
            }
        });
        projection.ended().whenComplete((nothing, failure) -> {
            if (failure != null) {
                failed.completeExceptionally(failure);
            }
        });
        clockMonitor = new ClockMonitor(
                clock,
                System::nanoTime,
                back -> failed.completeExceptionally(
                        new IllegalStateException("the wall clock was set back by " + back)));
        if (cleanShutdown.mustDiscardState(clock.instant())) {
            log.atInfo().log("The local state was not closed recently: restoring it from the changelogs");
            streams.cleanUp();
        }
        streams.start();
        Thread.ofPlatform().name("projection").start(projection);
        clockMonitor.start();
    }

    /** Ends exceptionally when a part can't go on; the process should end then. */
    public CompletableFuture<Void> failed() {
        return failed;
    }

    /** The port that serves health and metrics. */
    public int managementPort() {
        return management.port();
    }

    /** Finishes and commits current work, and keeps the membership, so that a quick restart moves no partition. */
    @Override
    public void close() {
        clockMonitor.close();
        boolean closed = streams.close(
                CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP)
                        .withTimeout(CLOSE_TIMEOUT));
        log.atInfo().addKeyValue("in_time", closed).log("Streams closed");
        projection.close();
        management.close();
        streamsMetrics.close();
        gcMetrics.close();
        meters.close();
        database.close();
        if (closed) {
            cleanShutdown.record();
        }
        log.atInfo().log("Stopped");
    }

    private boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING && !failed.isDone() && projection.healthy();
    }

    private KafkaStreams streams(ProvisionerSettings settings, Clock clock) {
        ProvisioningTopology topology = new ProvisioningTopology(
                settings.platformCustomerId(),
                settings.periods(),
                new ContractSerdes(settings.serdes()),
                settings.hashKey(),
                settings.topicPartitions(),
                settings.commitInterval(),
                clock,
                meters);
        ProcessIdentity.establish(settings);
        KafkaStreams kafkaStreams = new KafkaStreams(topology.build(), StreamsProperties.of(settings));
        ThreadReplacement replacement = new ThreadReplacement(System::nanoTime);
        Counter deaths = meters.counter("provisioner.stream.thread.deaths");
        kafkaStreams.setUncaughtExceptionHandler(cause -> {
            deaths.increment();
            return replacement.handle(cause);
        });
        return kafkaStreams;
    }

    private Projection projection(ProvisionerSettings settings, Clock clock) {
        String group = settings.applicationId() + "-projection";
        Map<String, Object> membership = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                settings.instanceId(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                group,
                // Of all topics a member gets the same partitions: credentials that come wake up the member whose
                // changes wait.
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                RangeAssignor.class.getName());
        return new Projection(
                () -> CommittedRecords.consumer(settings.kafka(), membership),
                Contracts.of(settings.serdes()),
                Jdbi.create(database),
                clock,
                meters);
    }
}
