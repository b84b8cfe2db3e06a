package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import net.voipbin.provisioning.sandbox.ChildProcess;
import net.voipbin.provisioning.sandbox.Closing;
import net.voipbin.provisioning.sandbox.EmbeddedParts;
import net.voipbin.provisioning.sandbox.FreePort;
import net.voipbin.provisioning.sandbox.Jvm;
import net.voipbin.provisioning.sandbox.ProgramSettings;
import net.voipbin.provisioning.sandbox.Programs;
import net.voipbin.provisioning.sandbox.Secrets;
import org.jdbi.v3.core.Jdbi;

/** One provisioner and one bridge on parts of their own, each a process. Not thread-safe. */
final class Product implements AutoCloseable {

    private final Closing closing = new Closing();
    private final Programs programs;
    private final ProgramSettings settings;
    private final Map<String, String> provisionerEnvironment;
    private final Map<String, String> bridgeEnvironment;
    private final Jdbi database;
    private ChildProcess provisioner;
    private ChildProcess bridge;

    Product(Path directory, EmbeddedParts parts, Map<String, String> overrides) throws IOException {
        programs = new Programs(directory, Jvm.SERVER);
        settings = ProgramSettings.of(parts, Secrets.of(directory));
        provisionerEnvironment =
                new TreeMap<>(settings.provisioner("provisioner-1", directory.resolve("state"), FreePort.any()));
        provisionerEnvironment.putAll(overrides);
        bridgeEnvironment = settings.bridge(FreePort.any(), FreePort.any());
        database = Jdbi.create(settings.postgresUrl(), settings.postgresUser(), settings.postgresPassword());
        programs.prepare(provisionerEnvironment);
        provisioner = programs.startProvisioner("provisioner", provisionerEnvironment);
        bridge = programs.startBridge("bridge", bridgeEnvironment);
        Programs.awaitReady(provisioner, provisionerEnvironment);
        Programs.awaitReady(bridge, bridgeEnvironment);
    }

    ProgramSettings settings() {
        return settings;
    }

    Map<String, String> env() {
        return provisionerEnvironment;
    }

    Jdbi database() {
        return database;
    }

    ChildProcess provisioner() {
        return provisioner;
    }

    @Override
    public void close() {
        bridge.stop();
        provisioner.stop();
    }
}
