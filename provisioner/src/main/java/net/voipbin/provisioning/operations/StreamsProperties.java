package net.voipbin.provisioning.operations;

import java.util.Properties;
import net.voipbin.provisioning.configuration.GroupTimeouts;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.topic.TopicSettings;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.topology.BoundedRocksDb;
import net.voipbin.provisioning.topology.Changelogs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/** The Kafka Streams application's properties; the settings may tune it, but not loosen what it promises. */
public final class StreamsProperties {

    /** The longest time between commits, far below the time after which the broker aborts a transaction. */
    private static final long MAX_COMMIT_INTERVAL_MS = 1_000;

    private static final int HEARTBEAT_INTERVAL_MS = 2_000;

    /** The size of the largest record and what the protocol puts around it. */
    private static final int MAX_REQUEST_BYTES = Topics.MAX_RECORD_BYTES + (1 << 16);

    private StreamsProperties() {}

    /** Makes the properties for these settings. */
    public static Properties of(ProvisionerSettings settings) {
        Properties properties = new Properties();
        // The topology asks for commits itself: this is for the case that it forgets.
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, MAX_COMMIT_INTERVAL_MS);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streamThreads());
        // A thread that polls does not commit: a lone command that came within the interval would wait the poll out.
        properties.put(StreamsConfig.POLL_MS_CONFIG, settings.commitInterval().toMillis());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        // Between commands and wakeups no order is needed: a customer's mailbox makes it.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.topicReplicationFactor());
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), GroupTimeouts.SESSION_MS);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_INTERVAL_MS);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
                GroupTimeouts.MAX_POLL_INTERVAL_MS);
        // The changelogs are the state: they are as safe as the topics of the catalogue.
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                TopicSettings.minInSyncReplicas(settings.topicReplicationFactor()));
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.DELETE_RETENTION_MS_CONFIG),
                Changelogs.TOMBSTONES_KEPT.toMillis());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        properties.putAll(settings.kafka());
        // What the promises rest on is no one's to change.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Each command reads what the one before it wrote, and the changelog must hold every state once committed.
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        // What can't be written must not be left out.
        properties.put(
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DefaultProductionExceptionHandler.class);
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailProcessingExceptionHandler.class);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailExceptionHandler.class);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        return properties;
    }
}
