package net.voipbin.provisioning.sandbox.part;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.voipbin.provisioning.sandbox.process.Closing;
import net.voipbin.provisioning.sandbox.process.Jvm;
import net.voipbin.provisioning.sandbox.process.PartFailedException;

/** Broker, registry and PostgreSQL together: started side by side, ended side by side. */
public record EmbeddedParts(EmbeddedKafka kafka, EmbeddedRegistry registry, EmbeddedPostgres postgres)
        implements AutoCloseable {

    /** Creates the parts without starting them; each has a directory of its own below the given one. */
    public static EmbeddedParts in(Path directory, int kafkaPort, int registryPort, int postgresPort) {
        return new EmbeddedParts(
                new EmbeddedKafka(directory.resolve("kafka"), kafkaPort),
                new EmbeddedRegistry(directory.resolve("registry"), registryPort),
                new EmbeddedPostgres(directory.resolve("postgres"), postgresPort));
    }

    /** Creates the parts on free ports without starting them. */
    public static EmbeddedParts in(Path directory) {
        return in(directory, FreePort.any(), FreePort.any(), FreePort.any());
    }

    /** Creates the parts on free ports without starting them; the broker gets the memory of a server's. */
    public static EmbeddedParts forLoad(Path directory) {
        return new EmbeddedParts(
                new EmbeddedKafka(directory.resolve("kafka"), FreePort.any(), Map.of(), Jvm.SERVER),
                new EmbeddedRegistry(directory.resolve("registry"), FreePort.any()),
                new EmbeddedPostgres(directory.resolve("postgres"), FreePort.any()));
    }

    /** Returns when all of them serve, as {@link #start(Consumer)} does. */
    public EmbeddedParts start() {
        return start(part -> {});
    }

    /**
     * Returns when all of them serve.
     *
     * @param listener told the name of each as soon as it serves, by several threads
     * @throws PartFailedException if one does not start; the others are stopped then
     */
    public EmbeddedParts start(Consumer<String> listener) {
        try {
            sideBySide(
                    () -> {
                        kafka.start();
                        listener.accept("Kafka");
                    },
                    () -> {
                        registry.start();
                        listener.accept("schema registry");
                    },
                    () -> {
                        postgres.start();
                        listener.accept("PostgreSQL");
                    });
        } catch (PartFailedException e) {
            Closing others = new Closing();
            others.add(this);
            others.closeAfter(e);
            throw e;
        }
        return this;
    }

    /** A clean end of all. */
    @Override
    public void close() {
        sideBySide(kafka::stop, registry::stop, postgres::stop);
    }

    /** Returns when all have ended; throws the first failure, with the others as suppressed. */
    private static void sideBySide(Runnable... tasks) {
        List<CompletableFuture<Void>> running;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            running = Stream.of(tasks)
                    .map(task -> CompletableFuture.runAsync(task, threads))
                    .toList();
        }
        List<Throwable> failures = running.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .map(CompletableFuture::exceptionNow)
                .toList();
        if (!failures.isEmpty()) {
            PartFailedException failure = failures.getFirst() instanceof PartFailedException first
                    ? first
                    : new PartFailedException("A part failed", failures.getFirst());
            failures.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
