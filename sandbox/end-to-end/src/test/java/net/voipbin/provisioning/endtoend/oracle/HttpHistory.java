package net.voipbin.provisioning.endtoend.oracle;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What HTTP clients have written down of what they asked and were answered, whatever the system says. Thread-safe. */
public final class HttpHistory {

    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final Queue<Read> reads = new ConcurrentLinkedQueue<>();

    /**
     * What a client wants done once, however often it has to ask.
     *
     * @param marker what the resource's detail is to be; of no other write
     * @param key the Idempotency-Key of all attempts
     */
    public record Write(String method, String path, String body, String marker, String key) {}

    /**
     * One request of a write. Times are those of {@link System#nanoTime()}.
     *
     * @param bridge which one was asked
     * @param status 0 where nobody answered
     * @param reason of the error; empty where there is none
     * @param location where the outcome will be found; empty where none was named
     * @param answer the body
     * @param resourceId of the resource in the answer to a write that was carried out; else empty
     * @param version of that resource; else 0
     */
    public record Attempt(
            Write write,
            int bridge,
            int status,
            String reason,
            String location,
            String answer,
            String resourceId,
            long version,
            long begin,
            long end) {

        public boolean isApplied() {
            return status >= 200 && status < 300;
        }

        boolean isRefused() {
            return status >= 400 && status < 500;
        }

        /** Asked again, it may be answered in another way. */
        public boolean isOpen() {
            return status == 0 || status == 503 || status == 504;
        }
    }

    /**
     * A GET that was answered.
     *
     * @param version what it showed; 0 where it showed nothing
     */
    public record Read(String resourceId, int bridge, long version, long begin) {}

    public void add(Attempt attempt) {
        attempts.add(attempt);
    }

    public void add(Read read) {
        reads.add(read);
    }

    public Collection<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    public Collection<Read> reads() {
        return List.copyOf(reads);
    }

    public static String newKey() {
        return UUID.randomUUID().toString();
    }
}
