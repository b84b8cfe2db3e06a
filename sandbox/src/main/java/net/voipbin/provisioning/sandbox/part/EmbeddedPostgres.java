package net.voipbin.provisioning.sandbox.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.Directories;
import net.voipbin.provisioning.sandbox.process.Loopback;
import net.voipbin.provisioning.sandbox.process.PartFailedException;

/**
 * A real PostgreSQL server, loopback only, as durable as in production. It can be stopped or killed and started again
 * on the same directory and port. When this process ends without stopping it, a watching shell does. Not thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The superuser; any password will do. */
    public static final String USER = "postgres";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(20);

    private final Path directory;
    private final Path data;
    private final int port;
    private volatile Optional<Running> running = Optional.empty();

    /** The server and the shell that ends it should this process die. */
    private record Running(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, ProcessHandle postmaster, ChildProcess watch) {}

    /**
     * @param directory for its data and log; may hold those of an earlier run
     * @param port a free port
     */
    public EmbeddedPostgres(Path directory, int port) {
        this.directory = directory.toAbsolutePath();
        this.data = this.directory.resolve("data");
        this.port = port;
    }

    /** Returns when the server answers. */
    public EmbeddedPostgres start() {
        Path initialised = directory.resolve("initialised");
        try {
            Files.createDirectories(directory);
            if (!Files.exists(initialised)) {
                Directories.delete(data);
            }
            endFormerServer();
            Redirect log = Redirect.appendTo(directory.resolve("postgres.log").toFile());
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server =
                    io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setPort(port)
                            .setPGStartupWait(START_TIMEOUT)
                            .setOutputRedirector(log)
                            .setErrorRedirector(log)
                            .setServerConfig("listen_addresses", Loopback.HOST)
                            .setServerConfig("unix_socket_directories", "")
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .start();
            ProcessHandle postmaster = formerServer()
                    .orElseThrow(() -> new PartFailedException(
                            "PostgreSQL has ended just after its start; its log is in " + directory));
            Files.write(initialised, List.of());
            running = Optional.of(new Running(server, postmaster, watch(postmaster)));
        } catch (IOException | RuntimeException e) {
            PartFailedException failure =
                    new PartFailedException("PostgreSQL can't be started; its log is in " + directory, e);
            endAfter(failure);
            throw failure;
        }
        return this;
    }

    /** The JDBC address of the database "postgres"; the user is {@link #USER}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + Loopback.HOST + ":" + port + "/postgres";
    }

    /** A clean end. */
    public void stop() {
        running.ifPresent(former -> {
            closeServer(former);
        });
        running = Optional.empty();
    }

    /** All of its processes at this moment; none while it does not run. */
    public List<ProcessHandle> processes() {
        return running.map(present -> withDescendants(present.postmaster())).orElse(List.of());
    }

    /** SIGKILL to all of its processes, as when the machine fails. */
    public void kill() {
        running.ifPresent(former -> {
            killAll(former.postmaster());
            closeServer(former);
        });
        running = Optional.empty();
    }

    /** Stops the server cleanly, as {@link #stop()} does. */
    @Override
    public void close() {
        stop();
    }

    private void closeServer(Running former) {
        try {
            former.server().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            former.watch().kill();
            endIfLeft(former.postmaster());
        }
    }

    /** Who has told it to end doesn't say whether it has. */
    private static void endIfLeft(ProcessHandle postmaster) {
        postmaster
                .onExit()
                .completeOnTimeout(postmaster, END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (postmaster.isAlive()) {
            killAll(postmaster);
        }
    }

    private ChildProcess watch(ProcessHandle postmaster) {
        return ChildProcess.start(
                "PostgreSQL's watch",
                List.of("/bin/sh", "-c", "read -r _ || kill -INT \"$1\"", "sh", Long.toString(postmaster.pid())),
                Map.of(),
                directory.resolve("watch.log"));
    }

    /** A server of an earlier run that was ended by force may still be ending, or its pid may now be another program's. */
    private void endFormerServer() throws IOException {
        Optional<ProcessHandle> former = formerServer();
        former.ifPresent(EmbeddedPostgres::killAll);
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    /** A start that fails may have brought a server about. */
    private void endAfter(PartFailedException failure) {
        try {
            endFormerServer();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private Optional<ProcessHandle> formerServer() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(EmbeddedPostgres::isPostgres);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
    }

    /** The postmaster's children hold its shared memory until they end, and it can't start again before. */
    private static void killAll(ProcessHandle postmaster) {
        List<ProcessHandle> processes = withDescendants(postmaster);
        processes.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static List<ProcessHandle> withDescendants(ProcessHandle postmaster) {
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }
}
