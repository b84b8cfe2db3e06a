package net.voipbin.provisioning.endtoend.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A steady mixed load of commands: births, changes and deletions of customers and of what they own, by its own schedule,
 * whatever becomes of them; and the record of what the broker accepted. Thread-safe.
 */
public final class CommandLoad implements AutoCloseable {

    private static final int MOST_KNOWN_CUSTOMERS = 1_000;
    private static final int MOST_SHARED_EMAILS = 20;
    private static final int RESOURCE_PERCENT = 40;

    private final UpstreamCommands upstream;
    private final Random random;
    private final ResourceCommands resources;
    private final List<UUID> customers = new ArrayList<>();
    private final Map<UUID, Accepted> accepted = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();

    /**
     * A command that the broker has.
     *
     * @param sent when it was handed to the producer, by {@link System#nanoTime()}
     */
    public record Accepted(Command command, RecordMetadata place, long sent) {}

    public CommandLoad(UpstreamCommands upstream, long seed, int perSecond) {
        this.upstream = upstream;
        this.random = new Random(seed);
        this.resources = new ResourceCommands(random);
        schedule.scheduleAtFixedRate(
                this::publishOne, 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
    }

    public Map<UUID, Accepted> accepted() {
        return Map.copyOf(accepted);
    }

    /** Empty while the broker has not answered, and for a command of somebody else. */
    public Optional<Accepted> accepted(UUID commandId) {
        return Optional.ofNullable(accepted.get(commandId));
    }

    /** Ends the load; returns when the broker has answered for all of it. */
    @Override
    public void close() {
        schedule.shutdown();
        try {
            if (!schedule.awaitTermination(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the load does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        upstream.close();
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take a command", failure.get());
        }
    }

    private void publishOne() {
        Command command = next();
        long sent = System.nanoTime();
        upstream.publish(command).whenComplete((place, problem) -> {
            if (problem == null) {
                accepted.put(command.getCommandId(), new Accepted(command, place, sent));
            } else {
                failure.compareAndSet(null, problem);
            }
        });
    }

    /** Wanted by several. */
    private String sharedEmail() {
        return "shared-" + random.nextInt(MOST_SHARED_EMAILS) + "@load.example";
    }

    private Command next() {
        if (random.nextInt(100) < RESOURCE_PERCENT) {
            return resources.next();
        }
        int dice = random.nextInt(100);
        if (customers.isEmpty() || dice < 60) {
            UUID customerId = UUID.randomUUID();
            if (customers.size() < MOST_KNOWN_CUSTOMERS) {
                customers.add(customerId);
            }
            String email = dice < 5 ? sharedEmail() : customerId + "@load.example";
            return dice % 10 == 0
                    ? UpstreamCommands.signup(customerId, email)
                    : UpstreamCommands.creation(customerId, email);
        }
        UUID customerId = customers.get(random.nextInt(customers.size()));
        if (dice < 85) {
            return UpstreamCommands.renaming(customerId, "Name " + random.nextInt(1_000));
        }
        return dice < 95
                ? UpstreamCommands.readdressing(customerId, sharedEmail())
                : UpstreamCommands.deletion(customerId);
    }
}
