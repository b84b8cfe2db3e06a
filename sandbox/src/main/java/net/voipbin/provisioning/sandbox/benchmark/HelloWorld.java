package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.voipbin.provisioning.sandbox.part.FreePort;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.JavaCommand;
import net.voipbin.provisioning.sandbox.process.Jvm;

/**
 * The limit of the bridge: the HTTP server that it stands on, set up as the bridge sets it up, in a process of its own,
 * which answers with a fixed JSON of the length that is asked for, and does nothing else. Thread-safe.
 */
record HelloWorld(InetSocketAddress address, ChildProcess process) implements AutoCloseable {

    private static final String NAME = "benchmark-hello-world";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /**
     * Returns when it serves.
     *
     * @param directory for its files
     */
    static HelloWorld start(Path directory) {
        int port = FreePort.any();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        ChildProcess process = ChildProcess.start(
                NAME,
                JavaCommand.of(
                        Jvm.SERVER,
                        directory.resolve(NAME + ".args"),
                        List.of(JavaCommand.PLAIN_LOG),
                        HelloWorldMain.class.getName(),
                        List.of(Integer.toString(port))),
                Map.of(),
                directory.resolve(NAME + ".log"));
        process.awaitReady(START_TIMEOUT, () -> accepts(address));
        return new HelloWorld(address, process);
    }

    /** The same request, but to this server, which answers it with a body of so many bytes. */
    static HttpRequest asking(HttpRequest request, int bodyBytes) {
        return HttpRequest.get("/" + bodyBytes, request.headers());
    }

    @Override
    public void close() {
        process.close();
    }

    private static boolean accepts(InetSocketAddress address) {
        try (HttpConnection connection = HttpConnection.open(address)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
