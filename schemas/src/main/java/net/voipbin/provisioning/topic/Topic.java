package net.voipbin.provisioning.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic of the catalogue. Keys are UTF-8 strings; values are Avro in the Confluent wire format, registered under
 * {@link #subject()}. Immutable.
 *
 * @param name the topic's name
 * @param keyMeaning what the key says, in one phrase, for people
 * @param valueType the Avro class of the values
 * @param retention how long records stay; for a compacted topic, how soon superseded records are gone at the latest
 * @param configuration further topic settings, by their Kafka names
 */
public record Topic<V extends SpecificRecord>(
        String name,
        String keyMeaning,
        Class<V> valueType,
        Cleanup cleanup,
        Duration retention,
        Map<String, String> configuration) {

    /** What becomes of old records. */
    public enum Cleanup {
        /** Gone after the retention time. */
        DELETE,
        /** The newest record of each key stays for ever. */
        COMPACT
    }

    public Topic {
        configuration = Map.copyOf(configuration);
    }

    public Schema valueSchema() {
        return SpecificData.get().getSchema(valueType);
    }

    /** The registry subject of the values, by Confluent's TopicNameStrategy. */
    public String subject() {
        return name + "-value";
    }
}
