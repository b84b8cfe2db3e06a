package net.voipbin.provisioning.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.voipbin.provisioning.translation.MalformedRecordException;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Takes a topic's records for what the topic holds, or tells that they are something else. A registry out of reach is
 * no flaw of the record: that exception passes. Not thread-safe.
 */
record RecordIntake<V extends SpecificRecord>(Deserializer<V> deserializer) {

    V value(IncomingRecord incoming) {
        if (incoming.value() == null) {
            throw undecodable("the value is null");
        }
        try {
            return deserializer.deserialize(incoming.topic(), incoming.headers(), incoming.value());
        } catch (SerializationException e) {
            throw undecodable("the value is no record of the topic's type in the wire format");
        }
    }

    /** The record's key must be exactly this text in UTF-8. */
    void requireKey(IncomingRecord incoming, String key) {
        if (!Arrays.equals(incoming.key(), key.getBytes(StandardCharsets.UTF_8))) {
            throw new MalformedRecordException(Flaw.WRONG_KEY, "the key is not the one that the value calls for");
        }
    }

    private static MalformedRecordException undecodable(String message) {
        return new MalformedRecordException(Flaw.UNDECODABLE_VALUE, message);
    }
}
