package net.voipbin.provisioning.bridge.server;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * Watches clients from a request's first line to the end of its headers: the time that a connection may rest bounds
 * only what comes before. Thread-safe: a connection has one thread.
 */
final class HeaderWatchdog implements Http1ConnectionListener {

    private final ClientWatchdog watchdog;
    private final ThreadLocal<ClientWatchdog.Turn> turns = new ThreadLocal<>();

    HeaderWatchdog(ClientWatchdog watchdog) {
        this.watchdog = watchdog;
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        turns.set(watchdog.begin(ClientWatchdog.Part.HEADERS));
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        boolean inTime = turns.get().end();
        turns.remove();
        if (!inTime) {
            throw new CloseConnectionException("The client was too slow");
        }
    }
}
