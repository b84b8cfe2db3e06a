package net.voipbin.provisioning.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A process that this one has started. Its standard input is a pipe from here that says nothing and closes when this
 * process ends, in whatever way; a child under {@link SupervisedMain} ends then too. Keep a reference to it for as long
 * as it shall run. An interrupt from the terminal does not reach it: its parent decides the order of the end.
 * Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(25);
    /** Settings of the programs: what the user's own shell happens to have of them is not meant for the sandbox. */
    private static final List<String> OURS =
            List.of("KAFKA_", "SERDE_", "POSTGRES_", "PLATFORM_", "MANAGEMENT_", "PROVISIONER_", "BRIDGE_", "TOPIC_");

    private static final int TAIL_LINES = 30;

    private final String name;
    private final Process process;
    private final Path logFile;

    private ChildProcess(String name, Process process, Path logFile) {
        this.name = name;
        this.process = process;
        this.logFile = logFile;
    }

    /**
     * Starts a program.
     *
     * @param name what messages call it
     * @param command the program and its arguments
     * @param environment variables to set beside those of this process, of which the programs' settings are left out
     * @param logFile where its output goes, after what is there already
     * @throws PartFailedException if it can't be started
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path logFile) {
        List<String> deafToInterrupts = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        deafToInterrupts.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(deafToInterrupts);
        builder.environment().keySet().removeIf(variable -> OURS.stream().anyMatch(variable::startsWith));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        try {
            Files.createDirectories(logFile.toAbsolutePath().getParent());
            return new ChildProcess(name, builder.start(), logFile);
        } catch (IOException e) {
            throw new PartFailedException(name + " can't be started", e);
        }
    }

    /**
     * Waits until the condition holds.
     *
     * @throws PartFailedException as soon as the process ends, or if the condition does not hold in time; the process
     *     runs no longer then
     */
    public void awaitReady(Duration timeout, BooleanSupplier ready) {
        awaitReady(timeout, POLL, ready);
    }

    /** Returns when the process is ready, and looks as often as the interval says. */
    public void awaitReady(Duration timeout, Duration poll, BooleanSupplier ready) {
        long deadline = System.nanoTime() + timeout.toNanos();
        // What answers may be another's, if it has taken the port in between and this process ends for that reason.
        while (!(ready.getAsBoolean() && process.isAlive())) {
            if (endsWithin(poll)) {
                throw ended();
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new PartFailedException(name + " was not ready after " + timeout.toSeconds() + " s" + logTail());
            }
        }
    }

    /**
     * Waits until the process has ended by itself.
     *
     * @throws PartFailedException if it ends with another exit code than 0, or not in time; it runs no longer then
     */
    public void awaitSuccess(Duration timeout) {
        if (!endsWithin(timeout)) {
            kill();
            throw new PartFailedException(name + " was not done after " + timeout.toSeconds() + " s" + logTail());
        }
        if (process.exitValue() != 0) {
            throw ended();
        }
    }

    /** Completes when the process has ended, however it has. */
    public CompletableFuture<ChildProcess> onEnd() {
        return process.onExit().thenApply(ended -> this);
    }

    /** The failure that says how the process ended, for when it should not have. */
    public PartFailedException ended() {
        return new PartFailedException(name + " ended with exit code " + process.exitValue() + logTail());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public Path logFile() {
        return logFile;
    }

    /** Asks it to end (SIGTERM), makes it end (SIGKILL) if it takes longer than its grace of 20 s, and waits for the end. */
    public void stop() {
        // The process's own destroy() would close the pipe first, which ends a supervised child without any grace.
        process.toHandle().destroy();
        if (!endsWithin(GRACE)) {
            kill();
        }
    }

    /** Ends it at once (SIGKILL), as a crash would, and waits for the end. */
    public void kill() {
        process.destroyForcibly();
        if (!endsWithin(GRACE)) {
            throw new PartFailedException(name + " outlives SIGKILL");
        }
    }

    /** Ends the process, as {@link #stop()} does. */
    @Override
    public void close() {
        stop();
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted while waiting for " + name, e);
        }
    }

    private String logTail() {
        try {
            List<String> lines = new String(Files.readAllBytes(logFile), Charset.defaultCharset())
                    .lines()
                    .toList();
            return "; the end of " + logFile + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
