package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The limit of the provisioner: Kafka Streams with its properties, its way of storing and its number of records, and
 * without its rules, schemas and claims. What the provisioner is slower by is its own cost. Each command reads and
 * writes two stores and writes three events and a result, as a birth does, of whose claims it knows nothing. The product's
 * UpdateCustomer and CreateTag write one event and a result, its CreateAgent a credential and a claim besides: they have
 * less to write than their limit.
 */
final class BareStreams {

    private BareStreams() {}

    /**
     * The program, to be measured.
     *
     * @param provisioner the environment that the provisioner is started with, whose tuning holds here too
     * @param directory for its state and files
     */
    static BareProgram program(Map<String, String> provisioner, Path directory) {
        Map<String, String> environment = new HashMap<>(provisioner);
        String name = BareProgram.newName("benchmark-bare-streams");
        environment.put("PROVISIONER_APPLICATION_ID", name);
        environment.put("PROVISIONER_STATE_DIR", directory.resolve(name).toString());
        environment.put("KAFKA_COMMIT_INTERVAL_MS", Long.toString(BareProgram.COMMIT_INTERVAL.toMillis()));
        return new BareProgram(name, BareStreamsMain.class, directory, environment);
    }
}
