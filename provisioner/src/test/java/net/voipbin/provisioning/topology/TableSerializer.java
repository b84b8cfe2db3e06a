package net.voipbin.provisioning.topology;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Named in the serdes' configuration; public for it. */
public final class TableSerializer implements Serializer<SpecificRecord> {

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord data) {
        return data == null ? null : WireTable.write(data);
    }
}
