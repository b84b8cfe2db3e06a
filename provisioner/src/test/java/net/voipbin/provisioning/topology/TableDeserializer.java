package net.voipbin.provisioning.topology;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Named in the serdes' configuration; public for it. */
public final class TableDeserializer implements Deserializer<SpecificRecord> {

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] data) {
        return data == null ? null : WireTable.read(data);
    }
}
