package net.voipbin.provisioning.sandbox.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.sandbox.process.Jvm;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What was measured, where and how: without it, figures of two runs can't be compared. Immutable.
 *
 * @param begin when the run began
 * @param commit of the sources; empty where git does not tell
 * @param postgres PostgreSQL's version and settings, by their names
 * @param settings of the run
 * @param warmUps what was left out of which figures
 */
record RunConditions(
        Instant begin,
        Optional<Commit> commit,
        Map<String, String> postgres,
        Map<String, String> settings,
        Map<String, String> warmUps) {

    private static final int MEBIBYTE = 1 << 20;
    private static final List<String> OF_POSTGRES = List.of(
            "server_version", "fsync", "synchronous_commit", "shared_buffers", "max_wal_size", "max_connections");

    RunConditions {
        postgres = Map.copyOf(postgres);
        settings = Map.copyOf(settings);
        warmUps = Map.copyOf(warmUps);
    }

    /**
     * Of the sources that run.
     *
     * @param dirty whether there are changes that are not committed
     */
    record Commit(String id, boolean dirty) {

        /** Of the working tree that a directory lies in; empty where git does not tell, such as in an unpacked archive. */
        static Optional<Commit> of(Path directory) {
            return git(directory, "rev-parse", "HEAD")
                    .flatMap(id ->
                            git(directory, "status", "--porcelain").map(changes -> new Commit(id, !changes.isEmpty())));
        }

        private static Optional<String> git(Path directory, String... arguments) {
            ProcessBuilder git = new ProcessBuilder("git", "-C", directory.toString());
            git.command().addAll(List.of(arguments));
            git.redirectError(ProcessBuilder.Redirect.DISCARD);
            try {
                Process process = git.start();
                try (BufferedReader reader = process.inputReader()) {
                    String output = reader.lines().collect(Collectors.joining("\n"));
                    return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
                }
            } catch (IOException notInstalled) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for git", e);
            }
        }
    }

    /**
     * As they are now.
     *
     * @param sources a directory of the sources' working tree
     * @param product prepared
     * @param settings of the run, beside those of the product
     */
    static RunConditions now(Path sources, Product product, Map<String, String> settings, Map<String, String> warmUps) {
        return new RunConditions(Instant.now(), Commit.of(sources), postgres(product), settings, warmUps);
    }

    private static Map<String, String> postgres(Product product) {
        return product.database()
                .withHandle(handle -> OF_POSTGRES.stream()
                        .collect(Collectors.toMap(
                                name -> name,
                                name -> handle.createQuery("select current_setting(:name)")
                                        .bind("name", name)
                                        .mapTo(String.class)
                                        .one())));
    }

    /** What of the provisioner's settings decides how fast it is. */
    static Map<String, String> of(ProvisionerSettings settings) {
        return Map.of(
                "stream_threads", Integer.toString(settings.streamThreads()),
                "commit_interval", settings.commitInterval().toString(),
                "partitions", Integer.toString(settings.topicPartitions()),
                "replication_factor", Integer.toString(settings.topicReplicationFactor()),
                "kafka_clients", settings.kafka().keySet().stream().sorted().collect(Collectors.joining(" ")));
    }

    /** Writes them into the object. */
    void write(ObjectNode json) {
        json.put("begin", begin.toString());
        commit.ifPresent(known -> json.put("commit", known.id()).put("dirty", known.dirty()));
        json.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        json.put("java_options", String.join(" ", Jvm.SERVER.options()));
        json.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put(
                "memory_mebibytes",
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / MEBIBYTE);
        json.put("kafka", AppInfoParser.getVersion());
        put(json.putObject("postgresql"), postgres);
        put(json.putObject("settings"), settings);
        put(json.putObject("warm_up"), warmUps);
    }

    private static void put(ObjectNode json, Map<String, String> values) {
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(value -> json.put(value.getKey(), value.getValue()));
    }
}
