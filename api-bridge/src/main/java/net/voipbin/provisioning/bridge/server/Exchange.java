package net.voipbin.provisioning.bridge.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.RequestId;

/** A request and its answer on their connection. For one thread. */
final class Exchange {

    private static final byte[] NOTHING = {};

    private final ServerRequest sent;
    private final ServerResponse response;
    private final ClientWatchdog watchdog;
    private final String requestId;
    private boolean last;

    Exchange(ServerRequest sent, ServerResponse response, ClientWatchdog watchdog) {
        this.sent = sent;
        this.response = response;
        this.watchdog = watchdog;
        requestId = RequestId.of(sent.headers().first(HeaderNames.create(RequestId.HEADER)));
        last = sent.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    }

    ServerRequest sent() {
        return sent;
    }

    String requestId() {
        return requestId;
    }

    /** Has the connection closed after the answer. To be called before the answer is sent, which says so to the client. */
    void isLast() {
        last = true;
    }

    /**
     * Sends the answer; to a HEAD, all but its body.
     *
     * @throws ClientWatchdog.TooSlowException where the client does not take it in time
     */
    void send(Answer answer) {
        response.status(Status.create(answer.status()));
        response.header(RequestId.HEADER, requestId);
        if (answer.header("Cache-Control").isEmpty()) {
            response.header("Cache-Control", "no-store");
        }
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (last) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        boolean head = sent.prologue().method().equals(Method.HEAD);
        if (head && answer.body().length > 0) {
            response.contentLength(answer.body().length);
        }
        try {
            watchdog.over(ClientWatchdog.Part.ANSWER, () -> {
                response.send(head ? NOTHING : answer.body());
                return response;
            });
        } catch (ServerConnectionException e) {
            throw new CloseConnectionException("The client is gone", e);
        }
    }

    /** Closes the connection if that was announced: the server by itself would leave it to the client. */
    void end() {
        if (last) {
            throw new CloseConnectionException("The last exchange is over");
        }
    }
}
