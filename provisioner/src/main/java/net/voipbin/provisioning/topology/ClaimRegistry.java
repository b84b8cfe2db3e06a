package net.voipbin.provisioning.topology;

import java.nio.charset.StandardCharsets;
import net.voipbin.provisioning.contract.ClaimAnswer;
import net.voipbin.provisioning.contract.ClaimHolder;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.topology.store.ContractSerdes;
import net.voipbin.provisioning.translation.MalformedRecordException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Knows who has each unique value of one partition of the claims topic: the first to ask gets it. Not thread-safe. */
final class ClaimRegistry {

    static final String CLAIMS = "claims";

    private final KeyValueStore<String, ClaimHolder> holders;
    private final RecordIntake<ClaimRequest> intake;
    private final Outputs outputs;

    ClaimRegistry(ProcessingContext context, RecordIntake<ClaimRequest> intake, Outputs outputs) {
        this.holders = context.getStateStore(CLAIMS);
        this.intake = intake;
        this.outputs = outputs;
    }

    static StoreBuilder<KeyValueStore<String, ClaimHolder>> store(ContractSerdes serdes) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(CLAIMS), Serdes.String(), serdes.serde(ClaimHolder.class));
    }

    void take(IncomingRecord incoming) {
        ClaimRequest request;
        try {
            request = intake.value(incoming);
        } catch (MalformedRecordException e) {
            outputs.deadLetter(incoming, e);
            return;
        }
        String claim = incoming.key() == null ? "" : new String(incoming.key(), StandardCharsets.UTF_8);
        ClaimHolder asking = new ClaimHolder(request.getCustomerId(), request.getHolderId());
        ClaimHolder present = holders.get(claim);
        switch (request.getAction()) {
            case CLAIM -> {
                boolean granted = present == null || present.equals(asking);
                if (granted) {
                    holders.put(claim, asking);
                }
                outputs.wakeup(
                        request.getCustomerId(),
                        Wakeup.newBuilder()
                                .setClaimAnswer(new ClaimAnswer(claim, request.getCommandId(), granted))
                                .build(),
                        incoming);
            }
            case RELEASE -> {
                if (asking.equals(present)) {
                    holders.delete(claim);
                }
            }
        }
    }
}
