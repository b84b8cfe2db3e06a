package net.voipbin.provisioning.endtoend.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.voipbin.provisioning.sandbox.process.ChildProcess;

/** Signals that Java has no words for. */
public final class Signals {

    private Signals() {}

    /** SIGSTOP: the process stands still, with all that it holds. */
    public static void suspend(ChildProcess process) {
        require("STOP", process.pid());
    }

    /** SIGCONT. */
    public static void resume(ChildProcess process) {
        require("CONT", process.pid());
    }

    /** SIGSTOP to each that still lives. */
    public static void suspend(List<ProcessHandle> processes) {
        processes.forEach(process -> send("STOP", process.pid()));
    }

    /** SIGCONT to each that still lives. */
    public static void resume(List<ProcessHandle> processes) {
        processes.forEach(process -> send("CONT", process.pid()));
    }

    /** Whether the process is suspended by SIGSTOP. */
    public static boolean isSuspended(ChildProcess process) {
        try {
            Process states = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(process.pid()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(states.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).startsWith("T");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(String signal, long pid) {
        if (send(signal, pid) != 0) {
            throw new IllegalStateException("SIG" + signal + " could not be sent");
        }
    }

    private static int send(String signal, long pid) {
        try {
            return new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
