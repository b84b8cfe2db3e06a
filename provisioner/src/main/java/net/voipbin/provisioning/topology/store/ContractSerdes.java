package net.voipbin.provisioning.topology.store;

import java.util.Map;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** New serdes for the contract's records: each belongs to one stream thread. */
public record ContractSerdes(Map<String, Object> properties) {

    public ContractSerdes {
        properties = Map.copyOf(properties);
    }

    public <V extends SpecificRecord> Serde<V> serde(Class<V> type) {
        return ConfiguredSerdes.serde(type, properties);
    }

    public <V extends SpecificRecord> Serializer<V> serializer() {
        return ConfiguredSerdes.serializer(properties);
    }

    public <V extends SpecificRecord> Deserializer<V> deserializer(Class<V> type) {
        return ConfiguredSerdes.deserializer(type, properties);
    }
}
