package net.voipbin.provisioning.endtoend.torture;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Attempt;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Read;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Write;
import net.voipbin.provisioning.endtoend.rest.RestClient;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;

/**
 * HTTP clients at two bridges, one for each tenant: each writes to its own customer, tries again through the other bridge
 * what was not answered, and reads through the other what it wrote. They go on until they are closed. Thread-safe.
 */
final class TortureClients implements AutoCloseable {

    /** Longer than any fault lasts. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** What an answer of 503 asks for is a second; half of it makes the storm rougher. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private static final int REPEATED_PERCENT = 10;
    private static final int REFUSED_PERCENT = 20;
    private static final int TAG_PERCENT = 60;

    private final HttpHistory history = new HttpHistory();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Tenant> tenants;
    private final List<CompletableFuture<Void>> running;
    private final Queue<Expected> expected = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    /** Somebody wants to know of a bridge's next answer. */
    private record Expected(int bridge, CompletableFuture<Void> answered) {}

    /**
     * A customer and who acts for it.
     *
     * @param customerId also of the resource that its writes change
     * @param bridges the same caller at each
     */
    record Tenant(String customerId, List<RestClient> bridges) {}

    TortureClients(List<Tenant> tenants, long seed) {
        this.tenants = List.copyOf(tenants);
        Random seeds = new Random(seed);
        running = new ArrayList<>();
        for (Tenant tenant : tenants) {
            long own = seeds.nextLong();
            running.add(CompletableFuture.runAsync(() -> writeAndRead(tenant, new Random(own)), threads));
            running.add(CompletableFuture.runAsync(() -> read(tenant, new Random(own)), threads));
        }
    }

    HttpHistory history() {
        return history;
    }

    /** Completes as soon as a client has the bridge's next answer to a write. */
    CompletableFuture<Void> nextAnswer(int bridge) {
        Expected next = new Expected(bridge, new CompletableFuture<>());
        expected.add(next);
        return next.answered();
    }

    /** The failures that kept a client from going on; complete once the clients are closed. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (CompletableFuture<Void> client : running) {
            try {
                client.join();
            } catch (CompletionException e) {
                failures.add(String.valueOf(e.getCause()));
            }
        }
        return failures;
    }

    /** The outcomes that are found in the end under each {@code Location} that an answer has named. */
    Map<String, String> outcomes() {
        Map<String, String> outcomes = new HashMap<>();
        for (Attempt attempt : history.attempts()) {
            if (!attempt.location().isEmpty()) {
                outcomes.computeIfAbsent(attempt.location(), location -> outcome(attempt));
            }
        }
        return outcomes;
    }

    /** Ends the load; returns when each write that was begun has an outcome, or its client has lost its patience. */
    @Override
    public void close() {
        closing = true;
        threads.close();
    }

    private String outcome(Attempt attempt) {
        RestClient client = tenants.stream()
                .filter(tenant -> attempt.write().marker().startsWith(tenant.customerId()))
                .findFirst()
                .orElseThrow()
                .bridges()
                .get(attempt.bridge());
        Reply reply = client.get(attempt.location());
        return reply.status() == 200 ? reply.text("status") : String.valueOf(reply.status());
    }

    private void writeAndRead(Tenant tenant, Random random) {
        int number = 0;
        List<String> names = new ArrayList<>();
        while (!closing) {
            number++;
            Write write = write(tenant, number, random, names);
            int bridge = random.nextInt(tenant.bridges().size());
            Attempt last = untilItHasAnOutcome(tenant, write, bridge);
            if (!closing && random.nextInt(100) < REPEATED_PERCENT) {
                untilItHasAnOutcome(tenant, write, other(last.bridge()));
            }
            if (last.isApplied()) {
                read(
                        tenant,
                        other(last.bridge()),
                        write.method().equals("PUT") ? "/v1.0/customer" : "/v1.0/tags/" + last.resourceId(),
                        last.resourceId());
            }
        }
    }

    private static Write write(Tenant tenant, int number, Random random, List<String> names) {
        String marker = tenant.customerId() + " write " + number;
        if (random.nextInt(100) >= TAG_PERCENT) {
            return new Write(
                    "PUT", "/v1.0/customer", "{\"detail\": \"%s\"}".formatted(marker), marker, HttpHistory.newKey());
        }
        boolean toBeRefused = !names.isEmpty() && random.nextInt(100) < REFUSED_PERCENT;
        String name = toBeRefused ? names.get(random.nextInt(names.size())) : "tag " + number;
        if (!toBeRefused) {
            names.add(name);
        }
        return new Write(
                "POST",
                "/v1.0/tags",
                "{\"name\": \"%s\", \"detail\": \"%s\"}".formatted(name, marker),
                marker,
                HttpHistory.newKey());
    }

    private void read(Tenant tenant, Random random) {
        while (!closing) {
            read(tenant, random.nextInt(tenant.bridges().size()), "/v1.0/customer", tenant.customerId());
            pause();
        }
    }

    private Attempt untilItHasAnOutcome(Tenant tenant, Write write, int firstBridge) {
        long begin = System.nanoTime();
        int bridge = firstBridge;
        Attempt attempt = attempt(tenant, write, bridge);
        while (attempt.isOpen() && System.nanoTime() - begin < PATIENCE.toNanos()) {
            pause();
            bridge = other(bridge);
            attempt = attempt(tenant, write, bridge);
        }
        return attempt;
    }

    private Attempt attempt(Tenant tenant, Write write, int bridge) {
        RestClient client = tenant.bridges().get(bridge);
        long begin = System.nanoTime();
        Attempt attempt;
        try {
            Reply reply = client.send(
                    write.method(),
                    write.path(),
                    Optional.of(write.body()),
                    "Idempotency-Key",
                    write.key(),
                    "Content-Type",
                    "application/json");
            expected.removeIf(next -> next.bridge() == bridge && next.answered().complete(null));
            boolean applied = reply.status() == 200;
            attempt = new Attempt(
                    write,
                    bridge,
                    reply.status(),
                    applied ? "" : reply.reason(),
                    reply.header("Location"),
                    reply.text(),
                    applied ? reply.text("id") : "",
                    applied ? version(reply) : 0,
                    begin,
                    System.nanoTime());
        } catch (UncheckedIOException nobodyAnswered) {
            attempt = new Attempt(write, bridge, 0, "", "", "", "", 0, begin, System.nanoTime());
        }
        history.add(attempt);
        return attempt;
    }

    private void read(Tenant tenant, int bridge, String path, String resourceId) {
        long begin = System.nanoTime();
        try {
            Reply reply = tenant.bridges().get(bridge).get(path);
            switch (reply.status()) {
                case 200 -> history.add(new Read(resourceId, bridge, version(reply), begin));
                case 404 -> history.add(new Read(resourceId, bridge, 0, begin));
                case 503 -> {}
                default -> throw new AssertionError("GET " + path + " was answered " + reply.status() + reply.text());
            }
        } catch (UncheckedIOException nobodyAnswered) {
            // What is not answered shows nothing, old or new.
            return;
        }
    }

    /** The version that the ETag of the answer names. */
    private static long version(Reply reply) {
        return Long.parseLong(reply.header("ETag").replace("\"", ""));
    }

    private static int other(int bridge) {
        return 1 - bridge;
    }

    /** A client's own pace; nothing is waited for. */
    private static void pause() {
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
    }
}
