package net.voipbin.provisioning.sandbox.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import net.voipbin.provisioning.sandbox.process.PartFailedException;

/**
 * Ports of the loopback interface that nothing listens on. A port is given once in the life of this process, so that
 * parts which start side by side don't get the same one. Thread-safe.
 */
public final class FreePort {

    private static final int HIGHEST = 65_535;

    /** Above what services are known by, below what Linux (32768) and macOS (49152) give to connections by default. */
    private static final int ANY_FROM = 20_000;

    private static final int ANY_BELOW = 32_768;
    private static final int TRIES = 1_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** The preferred port, or the next one above it that is free. */
    public static int preferring(int preferred) {
        return firstFree(IntStream.rangeClosed(preferred, HIGHEST))
                .orElseThrow(() -> new PartFailedException("No port from " + preferred + " up is free"));
    }

    /**
     * Any free port, of those that the system gives to nobody who does not ask for one: until a part listens on it, and
     * while it is down, no connection of another takes it.
     */
    public static int any() {
        // By chance, so that processes which look for ports at the same time don't all find the same one.
        return firstFree(ThreadLocalRandom.current().ints(TRIES, ANY_FROM, ANY_BELOW))
                .orElseThrow(() -> new PartFailedException(
                        "No port from " + ANY_FROM + " to " + (ANY_BELOW - 1) + " seems to be free"));
    }

    private static OptionalInt firstFree(IntStream ports) {
        return ports.filter(port -> isFree(port) && GIVEN.add(port)).findFirst();
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
