package net.voipbin.provisioning.bridge.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.hash.Uuid7;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.bridge.json.CanonicalJson;

/**
 * Tells a new write from the repetition of an earlier one: the caller's idempotency key makes the command's id, and what
 * became of that id is remembered. Thread-safe.
 */
public final class Idempotency {

    private static final String KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;

    /** By how much a result may show later than the end of its row, with something to spare. */
    private static final Duration LONGEST_LAG = Duration.ofMillis(500);

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

    /** How many may look for that long at once; others look once. */
    private static final int MOST_LOOKERS = 32;

    private final CommandIds ids;
    private final KeyedHash hash;
    private final Uuid7 customerIds;
    private final CommandResultQueries results;
    private final Semaphore lookers = new Semaphore(MOST_LOOKERS);

    public Idempotency(CommandIds ids, KeyedHash hash, CommandResultQueries results, Clock clock) {
        this.ids = ids;
        this.hash = hash;
        this.results = results;
        customerIds = new Uuid7(clock);
    }

    /**
     * The write that the request asks for, under the id of its idempotency key, or else under a fresh one.
     *
     * @param body the request's JSON
     * @param deadline as {@link Write#deadline}
     * @throws ApiException INVALID_REQUEST_PARAMETER where the idempotency key is blank or longer than 255 characters
     */
    Write write(Request request, Issuer issuer, JsonNode body, boolean asynchronous, long deadline) {
        Optional<String> key = request.header(KEY);
        if (key.isPresent() && (key.get().isBlank() || key.get().length() > MAX_KEY)) {
            throw ApiException.of(
                    Reason.INVALID_REQUEST_PARAMETER, KEY + " is empty or longer than " + MAX_KEY + " characters.");
        }
        UUID commandId = key.map(text -> ids.keyed(issuer.id(), request.method(), request.path(), text))
                .orElseGet(() -> ids.fresh(issuer.id()));
        return new Write(
                commandId, key.isPresent(), issuer, fingerprint(request, issuer, body), asynchronous, deadline);
    }

    /** The id of a customer that the write creates and for which the caller has chosen none; the same for a repetition. */
    UUID newCustomerId(Write write) {
        return write.repeatable() ? ids.customerOf(write.commandId()) : customerIds.next();
    }

    /**
     * What the write, sent before under the same key, has come to; empty where it wasn't, or isn't decided yet.
     *
     * @throws ApiException IDEMPOTENCY_KEY_REUSED where the key belongs to another request
     */
    Optional<StoredResult> earlier(Write write) {
        Optional<StoredResult> earlier = write.repeatable()
                ? results.find(write.commandId(), write.issuer().scope())
                : Optional.empty();
        earlier.ifPresent(stored -> requireSame(write, stored));
        return earlier;
    }

    /**
     * What became of a write whose subject isn't there: it may repeat the one that ended its subject, for the read model
     * can lose a row a little earlier than it shows the result. Takes half a second at most.
     *
     * @throws ApiException RESOURCE_NOT_FOUND where no result shows by then; the bridge's own answer, which nothing
     *     remembers. IDEMPOTENCY_KEY_REUSED as {@link #earlier}
     */
    StoredResult earlierOrNotFound(Write write) {
        if (!write.repeatable()) {
            throw ApiException.notFound();
        }
        // Not with those who wait for outcomes, whose room is for writes that were published.
        boolean patient = lookers.tryAcquire();
        try {
            Optional<StoredResult> stored = earlier(write);
            long last = System.nanoTime() + LONGEST_LAG.toNanos();
            while (patient && stored.isEmpty() && System.nanoTime() < last) {
                LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
                stored = earlier(write);
            }
            return stored.orElseThrow(ApiException::notFound);
        } finally {
            if (patient) {
                lookers.release();
            }
        }
    }

    /** @throws ApiException IDEMPOTENCY_KEY_REUSED where the result is of another request than the write's */
    static void requireSame(Write write, StoredResult stored) {
        if (!stored.fingerprint().equals(write.fingerprint())) {
            throw ApiException.of(
                    Reason.IDEMPOTENCY_KEY_REUSED, "The idempotency key was used for another request already.");
        }
    }

    private StoredResult.Bytes fingerprint(Request request, Issuer issuer, JsonNode body) {
        return new StoredResult.Bytes(hash.of(
                "fingerprint",
                request.method(),
                request.path(),
                issuer.id().toString(),
                CanonicalJson.of(body),
                request.header("If-Match").orElse("")));
    }
}
