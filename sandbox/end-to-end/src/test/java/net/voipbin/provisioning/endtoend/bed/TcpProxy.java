package net.voipbin.provisioning.endtoend.bed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import net.voipbin.provisioning.sandbox.process.Loopback;

/**
 * A stretch of network between a program and a server on this machine, which may be good, slow, silent or cut. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {

    private static final Duration LATENCY = Duration.ofMillis(60);
    private static final int SLOW_BYTES_PER_SECOND = 200_000;
    private static final int BUFFER_BYTES = 16_384;
    private static final int CONNECT_MILLIS = 1_000;

    private final ServerSocket entrance;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Way way = Way.GOOD;

    /** The state of the connection between program and server. */
    public enum Way {
        GOOD,
        /** Each piece takes 60 ms, and 200 kB take a second. */
        SLOW,
        /** Nothing comes through and no connection is closed; what was sent comes through once the way is good again. */
        SILENT,
        /** Each connection is reset, new ones too. */
        CUT
    }

    /** To the server at the port, which need not run yet. */
    public TcpProxy(int port) {
        this.port = port;
        try {
            entrance = new ServerSocket(0, 200, InetAddress.getByName(Loopback.HOST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("proxy-" + port).start(this::accept);
    }

    /** The local port to which the program connects. */
    public int port() {
        return entrance.getLocalPort();
    }

    public void become(Way next) {
        lock.lock();
        try {
            way = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (next == Way.CUT) {
            open.forEach(TcpProxy::reset);
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        become(Way.CUT);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            Socket client;
            try {
                client = entrance.accept();
            } catch (IOException closed) {
                return;
            }
            Thread.ofVirtual().start(() -> connect(client));
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        try {
            if (present() == Way.CUT) {
                reset(client);
                return;
            }
            server.connect(new InetSocketAddress(Loopback.HOST, port), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> carry(server, client));
            carry(client, server);
            back.join();
        } catch (IOException noServer) {
            // The client learns of it by its connection's end.
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reset(client);
            reset(server);
            open.remove(client);
            open.remove(server);
        }
    }

    /** Returns when one of the two has ended the connection; the other's is ended then. */
    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                hold(count);
                out.write(buffer, 0, count);
            }
            to.close();
        } catch (IOException ended) {
            reset(from);
            reset(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when so many bytes have come through. */
    private void hold(int bytes) throws InterruptedException {
        lock.lock();
        try {
            long nanos = LATENCY.toNanos() + Duration.ofSeconds(1).toNanos() * bytes / SLOW_BYTES_PER_SECOND;
            while (way == Way.SILENT || (way == Way.SLOW && nanos > 0)) {
                if (way == Way.SILENT) {
                    changed.await();
                } else {
                    nanos = changed.awaitNanos(nanos);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Way present() {
        lock.lock();
        try {
            return way;
        } finally {
            lock.unlock();
        }
    }

    /** The other side reads "connection reset". */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closedAlready) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
