package net.voipbin.provisioning.bridge.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.database.DatabaseUnavailableException;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.hash.Uuid7;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiError;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.bridge.json.CanonicalJson;
import net.voipbin.provisioning.bridge.outcome.CommandRoutes;
import net.voipbin.provisioning.bridge.route.AccountGate;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.Resource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns an order into one command and waits for what becomes of it, or finds that it was decided before.
 * Thread-safe.
 */
public final class CommandGateway {

    private static final Logger log = LoggerFactory.getLogger(CommandGateway.class);

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;
    private static final Duration SOON = Duration.ofMillis(500);

    /** By how much a result may show later than the end of its row, with something to spare. */
    private static final Duration LATE = Duration.ofMillis(500);

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

    /** How many may look for that long at once; others look once. */
    private static final int MOST_LOOKERS = 32;

    private final CommandIds ids;
    private final KeyedHash hash;
    private final Uuid7 customerIds;
    private final CommandPublisher publisher;
    private final CommandOutcomes outcomes;
    private final CommandResultQueries results;
    private final ResultReader reader;
    private final AccountGate gate;
    private final Duration deadline;
    private final Clock clock;
    private final Semaphore lookers = new Semaphore(MOST_LOOKERS);

    /** @param deadline how long a caller waits at most for a command to be decided */
    public CommandGateway(
            CommandIds ids,
            KeyedHash hash,
            CommandPublisher publisher,
            CommandOutcomes outcomes,
            CommandResultQueries results,
            ResultReader reader,
            AccountGate gate,
            Duration deadline,
            Clock clock) {
        this.ids = ids;
        this.hash = hash;
        customerIds = new Uuid7(clock);
        this.publisher = publisher;
        this.outcomes = outcomes;
        this.results = results;
        this.reader = reader;
        this.gate = gate;
        this.deadline = deadline;
        this.clock = clock;
    }

    /** @throws ApiException INVALID_REQUEST_PARAMETER where the idempotency key is no sound one */
    public Ticket ticket(Call call) {
        return ticket(call.request(), call.caller().agentId());
    }

    /** @throws ApiException INVALID_REQUEST_PARAMETER where the idempotency key is no sound one */
    public Ticket ticket(Request request, UUID issuerId) {
        Optional<String> key = request.header(IDEMPOTENCY_KEY);
        if (key.isPresent() && (key.get().isBlank() || key.get().length() > MAX_KEY)) {
            throw ApiException.of(
                    Reason.INVALID_REQUEST_PARAMETER,
                    IDEMPOTENCY_KEY + " is empty or longer than " + MAX_KEY + " characters.");
        }
        return key.map(text -> new Ticket(ids.keyed(issuerId, request.method(), request.path(), text), true))
                .orElseGet(() -> new Ticket(ids.fresh(issuerId), false));
    }

    /** The id of a customer that is to be created and for which the caller has chosen none. */
    public UUID customerId(Ticket ticket) {
        return ticket.repeatable() ? ids.customerOf(ticket.commandId()) : customerIds.next();
    }

    /**
     * Has the caller's order carried out; or, where the caller prefers so, has it taken and names where its outcome will
     * be found.
     *
     * @param answer makes the answer of the resource as the order left it; of nothing where it has been erased since
     * @throws ApiException where it is refused, or not decided and told in time
     */
    public Answer carryOut(Call call, Order order, Function<Optional<Resource>, Answer> answer) {
        Request request = call.request();
        Issuer issuer = Issuer.of(call.caller());
        boolean asynchronous = request.header("Prefer")
                .filter(preferences -> Stream.of(preferences.split(",", -1))
                        .anyMatch(preference -> preference.strip().equalsIgnoreCase("respond-async")))
                .isPresent();
        if (!asynchronous) {
            return carryOut(request, issuer, order, answer, () -> call.caller().deletionScheduled());
        }
        long latest = latest();
        StoredResult.Bytes fingerprint = fingerprint(request, issuer, order);
        if (earlier(issuer, order, fingerprint).isEmpty()) {
            order.draft()
                    .get()
                    .map(draft -> command(issuer, order, draft, fingerprint))
                    .ifPresentOrElse(
                            command -> handOver(command, order, fingerprint, latest),
                            () -> late(issuer, order, fingerprint));
        }
        return accepted(order);
    }

    /**
     * Has a stranger's order carried out.
     *
     * @param answer as for a caller's
     * @throws ApiException where it is refused, or not decided and told in time
     */
    public Answer carryOut(Request request, Issuer issuer, Order order, Function<Optional<Resource>, Answer> answer) {
        return carryOut(request, issuer, order, answer, Optional::empty);
    }

    private Answer carryOut(
            Request request,
            Issuer issuer,
            Order order,
            Function<Optional<Resource>, Answer> answer,
            Supplier<Optional<Instant>> deletionScheduled) {
        long latest = latest();
        StoredResult.Bytes fingerprint = fingerprint(request, issuer, order);
        StoredResult stored = earlier(issuer, order, fingerprint)
                .orElseGet(() -> order.draft()
                        .get()
                        .map(draft -> decide(command(issuer, order, draft, fingerprint), order, fingerprint, latest))
                        .orElseGet(() -> late(issuer, order, fingerprint)));
        return told(order, latest, () -> answer.apply(applied(stored, deletionScheduled)));
    }

    /**
     * Tells what was decided. What is needed for that may be away, or slow, but the order may have been carried out: the
     * caller learns of that within the deadline, and where to look.
     */
    private static Answer told(Order order, long latest, Supplier<Answer> answer) {
        CompletableFuture<Answer> told =
                CompletableFuture.supplyAsync(answer, task -> Thread.ofVirtual().start(task));
        return await(told, latest, order, failure -> switch (failure) {
            case ApiException refusal ->
                refusal.error().reason() == Reason.SERVICE_UNAVAILABLE
                        ? undecided(order).causedBy(refusal.getCause())
                        : refusal;
            case DatabaseUnavailableException away -> undecided(order).causedBy(away);
            case Throwable fault -> fault(order, fault);
        });
    }

    private static ApiException fault(Order order, Throwable fault) {
        log.atError()
                .addKeyValue("command_id", order.ticket().commandId())
                .setCause(fault)
                .log("What became of a command can't be told");
        return ApiException.of(Reason.INTERNAL, "Something went wrong here.")
                .withHeader("Location", location(order))
                .causedBy(fault);
    }

    private Optional<StoredResult> earlier(Issuer issuer, Order order, StoredResult.Bytes fingerprint) {
        Optional<StoredResult> earlier = order.ticket().repeatable()
                ? results.find(order.ticket().commandId(), issuer.scope())
                : Optional.empty();
        earlier.ifPresent(stored -> requireSame(stored, fingerprint));
        return earlier;
    }

    /**
     * What became of an order whose subject isn't there: it may be the repetition of the order that ended it, for the
     * read model can lose a row a little earlier than it shows the result.
     *
     * @throws ApiException RESOURCE_NOT_FOUND where no result shows soon; the bridge's own answer, which nothing remembers
     */
    private StoredResult late(Issuer issuer, Order order, StoredResult.Bytes fingerprint) {
        if (!order.ticket().repeatable()) {
            throw ApiException.notFound();
        }
        // Not with those who wait for outcomes, whose places are for writes that were published.
        boolean patient = lookers.tryAcquire();
        try {
            Optional<StoredResult> stored = earlier(issuer, order, fingerprint);
            long latest = System.nanoTime() + LATE.toNanos();
            while (patient && stored.isEmpty() && System.nanoTime() < latest) {
                LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
                stored = earlier(issuer, order, fingerprint);
            }
            return stored.orElseThrow(ApiException::notFound);
        } finally {
            if (patient) {
                lookers.release();
            }
        }
    }

    private static Optional<StoredResult> within(Duration patience, CommandOutcomes.Wait wait) {
        return wait.outcome()
                .thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /**
     * Has the command taken and leaves its outcome to its Location. But a key may belong to another request that is
     * under way, whose outcome would then stand there: where the decision comes soon, it tells.
     */
    private void handOver(Command command, Order order, StoredResult.Bytes fingerprint, long latest) {
        if (!order.ticket().repeatable()) {
            awaitTaken(publisher.publish(command), latest, order);
            return;
        }
        try (CommandOutcomes.Wait wait = outcomes.register(name(command))) {
            awaitTaken(publisher.publish(command), latest, order);
            within(SOON, wait).ifPresent(decided -> requireSame(decided, fingerprint));
        }
    }

    private StoredResult decide(Command command, Order order, StoredResult.Bytes fingerprint, long latest) {
        try (CommandOutcomes.Wait wait = outcomes.register(name(command))) {
            publisher.publish(command).whenComplete((taken, failure) -> {
                // What may have arrived all the same may be decided in time.
                if (failure instanceof NotTakenException || failure instanceof RecordTooLargeException) {
                    wait.outcome().completeExceptionally(failure);
                }
            });
            StoredResult decided = awaitTaken(wait.outcome(), latest, order);
            requireSame(decided, fingerprint);
            return decided;
        }
    }

    private static CommandResultQueries.Name name(Command command) {
        return new CommandResultQueries.Name(command.getCommandId(), command.getCustomerId());
    }

    /** When the caller must have its answer; looking up, publishing and telling take their parts of that time. */
    private long latest() {
        return System.nanoTime() + deadline.toNanos();
    }

    private static <T> T awaitTaken(CompletableFuture<T> future, long latest, Order order) {
        return await(future, latest, order, failure -> switch (failure) {
            case RecordTooLargeException tooLarge ->
                ApiException.of(Reason.PAYLOAD_TOO_LARGE, "The request is too large.");
            case NotTakenException notTaken ->
                ApiException.unavailable("The command could not be taken.", notTaken.getCause());
            case Throwable unclear -> undecided(order).causedBy(unclear);
        });
    }

    /** What may have been published may be carried out: whoever can't wait longer is to look for its outcome. */
    private static <T> T await(
            CompletableFuture<T> future, long latest, Order order, Function<Throwable, ApiException> failed) {
        try {
            return future.get(latest - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw undecided(order);
        } catch (ExecutionException e) {
            throw failed.apply(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw undecided(order).causedBy(e);
        }
    }

    private static ApiException undecided(Order order) {
        return ApiException.of(Reason.DEADLINE_EXCEEDED, "The outcome is not known yet; look for it at the Location.")
                .withHeader("Location", location(order));
    }

    private Optional<Resource> applied(StoredResult stored, Supplier<Optional<Instant>> deletionScheduled) {
        return switch (reader.read(stored)) {
            case Decided.Applied applied -> applied.resource();
            case Decided.Rejected rejected -> throw new ApiException(explained(rejected.error(), deletionScheduled));
        };
    }

    /** The provisioner leaves it to the bridge to say how a frozen account is recovered. */
    private ApiError explained(ApiError error, Supplier<Optional<Instant>> deletionScheduled) {
        return error.reason() == Reason.ACCOUNT_FROZEN && error.details().isEmpty()
                ? new ApiError(error.reason(), error.message(), gate.details(deletionScheduled.get()))
                : error;
    }

    private static void requireSame(StoredResult stored, StoredResult.Bytes fingerprint) {
        if (!stored.fingerprint().equals(fingerprint)) {
            throw ApiException.of(
                    Reason.IDEMPOTENCY_KEY_REUSED, "The idempotency key was used for another request already.");
        }
    }

    private static Answer accepted(Order order) {
        return Answer.accepted(JsonNodeFactory.instance
                        .objectNode()
                        .put("id", order.ticket().commandId().toString())
                        .put("status", "pending"))
                .withHeader("Location", location(order));
    }

    private static String location(Order order) {
        return CommandRoutes.PREFIX + order.ticket().commandId();
    }

    private StoredResult.Bytes fingerprint(Request request, Issuer issuer, Order order) {
        return new StoredResult.Bytes(hash.of(
                "fingerprint",
                request.method(),
                request.path(),
                issuer.id().toString(),
                CanonicalJson.of(order.body()),
                request.header("If-Match").orElse("")));
    }

    private Command command(Issuer issuer, Order order, Order.Draft draft, StoredResult.Bytes fingerprint) {
        Command.Builder command = Command.newBuilder()
                .setCommandId(order.ticket().commandId())
                .setCustomerId(draft.customerId())
                .setActor(issuer.actor())
                .setTime(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setFingerprint(ByteBuffer.wrap(fingerprint.content()));
        draft.expectedVersion().ifPresent(command::setExpectedVersion);
        draft.payload().accept(command);
        return command.build();
    }
}
