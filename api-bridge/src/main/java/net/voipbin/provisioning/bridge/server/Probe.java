package net.voipbin.provisioning.bridge.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the server from outside, as a client would: one that listens no more doesn't know it. Thread-safe. */
final class Probe {

    private static final Logger log = LoggerFactory.getLogger(Probe.class);

    private static final int MOST_MILLIS = 1_000;
    private static final byte[] ANSWER = "HTTP/1.1 204".getBytes(StandardCharsets.US_ASCII);

    private final String host;
    private final String path;

    /** @param path that nobody else can know: what asks for it is served aside from all requests */
    Probe(String host, String path) {
        this.host = host;
        this.path = path;
    }

    boolean is(String requested) {
        return requested.equals(path);
    }

    /** Whether the server answers within a second or two. */
    boolean answered(int port) {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout(MOST_MILLIS);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] begin = socket.getInputStream().readNBytes(ANSWER.length);
            return Arrays.equals(begin, ANSWER);
        } catch (IOException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("The API's port does not answer");
            return false;
        }
    }

    /** Whether nobody listens at the port: one who is only busy doesn't refuse. */
    boolean refused(int port) {
        try (Socket socket = connect(port)) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            log.atError().addKeyValue("cause", e.toString()).log("Nobody listens at the API's port");
            return true;
        } catch (IOException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("The API's port does not answer");
            return false;
        }
    }

    private Socket connect(int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(
                            address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port),
                    MOST_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
