package net.voipbin.provisioning.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports of the loopback interface that nothing listens on. A port is given once in the life of this process, so that
 * parts which start side by side don't get the same one. Thread-safe.
 */
public final class FreePort {

    private static final int HIGHEST = 65_535;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** The preferred port, or the next one above it that is free. */
    public static int preferring(int preferred) {
        for (int port = preferred; port <= HIGHEST; port++) {
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new PartFailedException("No port from " + preferred + " up is free");
    }

    /** Any free port. */
    public static int any() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new PartFailedException("No port is free", e);
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
