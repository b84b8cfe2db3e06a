package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The limit of the provisioner: Kafka Streams with its properties, its way of storing and its number of records, and
 * without its rules, schemas and claims. What the provisioner is slower by is its own cost.
 */
final class BareStreams {

    private static final String NAME = "benchmark-bare-streams";

    private BareStreams() {}

    /**
     * The program, to be measured.
     *
     * @param provisioner the environment that the provisioner is started with, whose tuning holds here too
     * @param directory for its state and files; not used before
     */
    static BareProgram program(Map<String, String> provisioner, Path directory) {
        Map<String, String> environment = new HashMap<>(provisioner);
        environment.put("PROVISIONER_APPLICATION_ID", NAME);
        environment.put("PROVISIONER_STATE_DIR", directory.resolve(NAME).toString());
        return new BareProgram(NAME, BareStreamsMain.class, directory, environment);
    }
}
