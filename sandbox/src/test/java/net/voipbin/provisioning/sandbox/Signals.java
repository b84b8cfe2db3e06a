package net.voipbin.provisioning.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java has no words for. */
final class Signals {

    private Signals() {}

    /** SIGSTOP: the process stands still, with all that it holds. */
    static void suspend(ChildProcess process) {
        send("STOP", process);
    }

    /** SIGCONT. */
    static void resume(ChildProcess process) {
        send("CONT", process);
    }

    private static void send(String signal, ChildProcess process) {
        try {
            int exitCode = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("SIG" + signal + " could not be sent");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
