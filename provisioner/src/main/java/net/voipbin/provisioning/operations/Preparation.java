package net.voipbin.provisioning.operations;

import java.util.LinkedHashMap;
import java.util.Map;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.projection.ReadModelDatabase;
import net.voipbin.provisioning.registry.RegistrySettings;
import net.voipbin.provisioning.registry.SchemaApplier;
import net.voipbin.provisioning.registry.SchemaRegistryClient;
import net.voipbin.provisioning.topic.TopicApplier;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.topology.ProvisioningTopology;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes topics, schemas and read model ready for this version. May be run again at any time, and by several at once.
 */
public record Preparation(ProvisionerSettings settings) {

    private static final Logger log = LoggerFactory.getLogger(Preparation.class);

    /**
     * Checks that topics and cluster are as the promises need them.
     *
     * @throws RuntimeException those of {@link TopicApplier#verify}
     */
    public void verify() {
        try (Admin admin = Admin.create(settings.kafka())) {
            new TopicApplier(admin).verify(Topics.all(), settings.topicPartitions());
        }
    }

    /**
     * Creates or corrects topics, registers schemas, migrates the read model, and sets the bridges' password if one is
     * given.
     */
    public void apply() {
        try (Admin admin = Admin.create(settings.kafka())) {
            new TopicApplier(admin)
                    .apply(Topics.all(), settings.topicPartitions(), (short) settings.topicReplicationFactor())
                    .forEach(topic -> log.atInfo()
                            .addKeyValue("topic", topic.topic())
                            .addKeyValue("created", topic.created())
                            .addKeyValue("altered", topic.altered())
                            .log("Topic is ready"));
        }
        Map<String, Schema> subjects = new LinkedHashMap<>(SchemaApplier.subjects(Topics.all()));
        subjects.putAll(ProvisioningTopology.changelogSubjects(settings.applicationId()));
        try (SchemaRegistryClient registry = new SchemaRegistryClient(RegistrySettings.of(settings.serdes()))) {
            new SchemaApplier(registry)
                    .apply(subjects)
                    .forEach(schema -> log.atInfo()
                            .addKeyValue("subject", schema.subject())
                            .addKeyValue("id", schema.id())
                            .addKeyValue("registered", schema.registered())
                            .log("Schema is ready"));
        }
        log.atInfo()
                .addKeyValue("migrations", ReadModelDatabase.migrate(settings.database()))
                .log("Read model is ready");
        settings.database().bridgePassword().ifPresent(password -> {
            BridgeRole.admit(settings.database(), password);
            log.atInfo().addKeyValue("role", BridgeRole.NAME).log("Bridges are let in");
        });
    }
}
