package net.voipbin.provisioning.bridge.server;

import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the bodies of requests in, as many at a time, as large and as slow as may be. Thread-safe. */
final class Bodies {

    /** The largest body that is taken, in bytes. */
    static final int LARGEST = 1 << 20;

    /**
     * Beyond this the server itself breaks off: it holds a whole chunk in memory before anyone sees it. Up to this a
     * client that sent too much still gets an orderly answer.
     */
    static final int MOST_FROM_CONNECTION = 2 * LARGEST;

    private static final int PART = 8_192;

    private static final Logger log = LoggerFactory.getLogger(Bodies.class);

    private final UnderWay arriving;
    private final ClientWatchdog watchdog;

    Bodies(int mostArriving, ClientWatchdog watchdog) {
        arriving = new UnderWay(mostArriving);
        this.watchdog = watchdog;
    }

    /** How many are coming in. */
    int arriving() {
        return arriving.count();
    }

    /**
     * The request's body, or what is wrong with it.
     *
     * @throws ApiException SERVICE_UNAVAILABLE, where too many are coming in; it is still to come then
     * @throws ClientWatchdog.TooSlowException where it did not come in in time; the connection is lost
     */
    Body take(ServerRequest sent) {
        if (!sent.content().hasEntity()) {
            return Body.NONE;
        }
        if (sent.headers().contentLength().orElse(0) > LARGEST && asksFirst(sent)) {
            return Body.flawed(tooLarge(), false);
        }
        if (arriving.enter() != UnderWay.Entry.TAKEN) {
            throw ApiException.unavailable("Too many bodies are coming in.", null);
        }
        try {
            return watchdog.over(ClientWatchdog.Part.BODY, () -> read(sent));
        } finally {
            arriving.leave();
        }
    }

    /** Reads to the end also what is too large: a client that still sends would miss the answer. */
    private static Body read(ServerRequest sent) {
        try (InputStream stream = sent.content().inputStream()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] part = new byte[PART];
            for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
                if (body.size() <= LARGEST) {
                    body.write(part, 0, count);
                }
            }
            return body.size() > LARGEST ? Body.flawed(tooLarge(), true) : Body.of(body.toByteArray());
        } catch (IOException | RuntimeException e) {
            // The server tells a body that breaks off, or off its framing, by exceptions of many kinds. What they say
            // may be what was sent.
            log.atDebug().addKeyValue("cause", e.getClass().getName()).log("Body could not be read");
            boolean beyondBounds = e instanceof RequestException refusal
                    && refusal.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code();
            return Body.flawed(
                    beyondBounds
                            ? tooLarge()
                            : ApiException.of(Reason.INVALID_ARGUMENT, "The body did not arrive whole."),
                    false);
        }
    }

    /**
     * Takes what is still to come, and throws it away.
     *
     * @throws ClientWatchdog.TooSlowException where that took too long
     */
    void discard(ServerRequest sent) {
        if (!asksFirst(sent)) {
            watchdog.over(ClientWatchdog.Part.BODY, () -> passOver(sent));
        }
    }

    /** Holds nothing of it: it comes in beyond the bound of those that are taken. */
    private static boolean passOver(ServerRequest sent) {
        try (InputStream stream = sent.content().inputStream()) {
            stream.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException | RuntimeException e) {
            log.atDebug().addKeyValue("cause", e.getClass().getName()).log("Body could not be passed over");
            return false;
        }
    }

    /** Whether the client waits for a word before it sends its body. */
    private static boolean asksFirst(ServerRequest sent) {
        return sent.headers().containsToken(HeaderValues.EXPECT_100);
    }

    private static ApiException tooLarge() {
        return ApiException.of(Reason.PAYLOAD_TOO_LARGE, "The body is larger than " + LARGEST + " bytes.");
    }
}
