package net.voipbin.provisioning.projection;

import java.util.Map;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import org.apache.kafka.common.serialization.Deserializer;

/** Deserializers for the topics that the read model is made of; as thread-safe as they are. */
public record Contracts(
        Deserializer<ResourceEvent> events, Deserializer<CommandResult> results, Deserializer<Credential> credentials) {

    /** Makes deserializers with the properties of serdes. */
    public static Contracts of(Map<String, Object> serdes) {
        return new Contracts(
                ConfiguredSerdes.deserializer(ResourceEvent.class, serdes),
                ConfiguredSerdes.deserializer(CommandResult.class, serdes),
                ConfiguredSerdes.deserializer(Credential.class, serdes));
    }
}
