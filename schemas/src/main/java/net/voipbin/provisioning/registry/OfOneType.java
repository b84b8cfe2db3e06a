package net.voipbin.provisioning.registry;

import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Lets values of one type through; another deserializer's every other value is malformed. Thread-safe if that is. */
final class OfOneType<T> implements Deserializer<T> {

    private final Class<T> type;
    private final Deserializer<?> deserializer;

    OfOneType(Class<T> type, Deserializer<?> deserializer) {
        this.type = type;
        this.deserializer = deserializer;
    }

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        deserializer.configure(properties, isKey);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        return checked(topic, deserializer.deserialize(topic, data));
    }

    @Override
    public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return checked(topic, deserializer.deserialize(topic, headers, data));
    }

    @Override
    public void close() {
        deserializer.close();
    }

    private @Nullable T checked(String topic, @Nullable Object value) {
        if (value != null && !type.isInstance(value)) {
            throw new SerializationException("A record of " + topic + " is no " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
