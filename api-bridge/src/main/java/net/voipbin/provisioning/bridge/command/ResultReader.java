package net.voipbin.provisioning.bridge.command;

import java.util.Optional;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads remembered results. As thread-safe as its deserializer, which therefore has to be. */
public final class ResultReader {

    private final Deserializer<CommandResult> deserializer;

    public ResultReader(Deserializer<CommandResult> deserializer) {
        this.deserializer = deserializer;
    }

    /** @throws ApiException SERVICE_UNAVAILABLE where the schema registry is needed and away */
    public Decided read(StoredResult stored) {
        if (stored.result().isEmpty()) {
            return stored.reason()
                    .<Decided>map(reason -> new Decided.Rejected(Rejections.erased(reason)))
                    .orElseGet(() -> new Decided.Applied(Optional.empty()));
        }
        CommandResult result = deserialize(stored.result().get());
        return switch (result.getOutcome()) {
            case APPLIED -> new Decided.Applied(Optional.ofNullable(result.getResource()));
            case REJECTED -> new Decided.Rejected(Rejections.error(result.getRejection()));
        };
    }

    private CommandResult deserialize(StoredResult.Bytes bytes) {
        try {
            return deserializer.deserialize(Topics.RESULTS.name(), bytes.content());
        } catch (RetriableException e) {
            throw ApiException.unavailable("The schema registry is away for the moment.", e);
        }
    }
}
