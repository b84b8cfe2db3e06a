package net.voipbin.provisioning.registry;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Makes the serdes that the configuration names, ours where it names none, so that Confluent's own can take their
 * place. The same map configures them; {@code specific.avro.reader} is always on.
 */
public final class ConfiguredSerdes {

    /** Class of the serializer of values. */
    public static final String VALUE_SERIALIZER = "value.serializer";

    /** Class of the deserializer of values. */
    public static final String VALUE_DESERIALIZER = "value.deserializer";

    private ConfiguredSerdes() {}

    /**
     * A serializer of values, configured.
     *
     * @throws ConfigException if the configuration is wrong
     */
    public static <T extends SpecificRecord> Serializer<T> serializer(Map<String, ?> serdeProperties) {
        Serializer<T> serializer =
                instance(serdeProperties, VALUE_SERIALIZER, AvroSerializer.class.getName(), Serializer.class);
        serializer.configure(specific(serdeProperties), false);
        return serializer;
    }

    /**
     * A deserializer of values, configured. What it gives is of the class that the record's schema names, of whatever
     * contract: prefer {@link #deserializer(Class, Map)} where the topic may hold something else.
     *
     * @throws ConfigException if the configuration is wrong
     */
    public static <T extends SpecificRecord> Deserializer<T> deserializer(Map<String, ?> serdeProperties) {
        Deserializer<T> deserializer =
                instance(serdeProperties, VALUE_DESERIALIZER, AvroDeserializer.class.getName(), Deserializer.class);
        deserializer.configure(specific(serdeProperties), false);
        return deserializer;
    }

    /**
     * A deserializer of values that takes a record of any other contract for a malformed one.
     *
     * @throws ConfigException if the configuration is wrong
     */
    public static <T extends SpecificRecord> Deserializer<T> deserializer(
            Class<T> type, Map<String, ?> serdeProperties) {
        return new OfOneType<>(type, deserializer(serdeProperties));
    }

    /**
     * Both, the deserializer taking a record of any other contract for a malformed one.
     *
     * @throws ConfigException if the configuration is wrong
     */
    public static <T extends SpecificRecord> Serde<T> serde(Class<T> type, Map<String, ?> serdeProperties) {
        return Serdes.serdeFrom(serializer(serdeProperties), deserializer(type, serdeProperties));
    }

    private static Map<String, Object> specific(Map<String, ?> serdeProperties) {
        Map<String, Object> properties = new HashMap<>(serdeProperties);
        properties.put(SerdeSettings.SPECIFIC_READER, true);
        return properties;
    }

    // What the named class is generic in can't be checked; OfOneType checks each value.
    @SuppressWarnings("unchecked")
    private static <S> S instance(
            Map<String, ?> serdeProperties, String key, String fallback, Class<? super S> expected) {
        Object named = serdeProperties.containsKey(key) ? serdeProperties.get(key) : fallback;
        String className = named instanceof Class<?> type ? type.getName() : String.valueOf(named);
        try {
            return (S) Utils.newInstance(className, expected);
        } catch (ClassNotFoundException | KafkaException | ClassCastException e) {
            throw new ConfigException(key + " names no usable class: " + className);
        }
    }
}
