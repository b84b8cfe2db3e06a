package net.voipbin.provisioning.registry;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * How records are written and read, from the keys, and with the defaults, of Confluent's own serdes.
 *
 * @param autoRegister whether the serializer registers schemas that the subject doesn't have yet
 * @param useLatest whether, not registering, it writes under the subject's latest schema rather than looks its own up
 * @param normalize whether schemas that differ in form only count as the same
 */
record SerdeSettings(boolean autoRegister, boolean useLatest, boolean normalize) {

    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    static final String NORMALIZE = "normalize.schemas";
    static final String SPECIFIC_READER = "specific.avro.reader";
    private static final String NAME_STRATEGY = ".subject.name.strategy";
    private static final String TOPIC_NAME_STRATEGY = "TopicNameStrategy";

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(AUTO_REGISTER, Type.BOOLEAN, true, Importance.MEDIUM, "Register schemas")
            .define(USE_LATEST, Type.BOOLEAN, false, Importance.LOW, "Write under the latest schema")
            .define(NORMALIZE, Type.BOOLEAN, false, Importance.LOW, "Normalize schemas")
            .define(SPECIFIC_READER, Type.BOOLEAN, true, Importance.LOW, "Read generated classes");

    /**
     * Other keys are left alone.
     *
     * @throws ConfigException naming the key that is malformed, or asks for what only Confluent's serdes do
     */
    static SerdeSettings of(Map<String, ?> properties, boolean isKey) {
        String strategyKey = (isKey ? "key" : "value") + NAME_STRATEGY;
        Object strategy = properties.get(strategyKey);
        if (strategy != null && !strategy.toString().endsWith(TOPIC_NAME_STRATEGY)) {
            throw new ConfigException(strategyKey + " supports " + TOPIC_NAME_STRATEGY + " only");
        }
        AbstractConfig config = new AbstractConfig(DEFINITION, properties, false);
        if (!config.getBoolean(SPECIFIC_READER)) {
            throw new ConfigException(SPECIFIC_READER + " supports true only");
        }
        return new SerdeSettings(
                config.getBoolean(AUTO_REGISTER), config.getBoolean(USE_LATEST), config.getBoolean(NORMALIZE));
    }

    static String subject(String topic, boolean isKey) {
        return topic + (isKey ? "-key" : "-value");
    }
}
