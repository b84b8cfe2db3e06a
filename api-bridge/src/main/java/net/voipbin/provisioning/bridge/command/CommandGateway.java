package net.voipbin.provisioning.bridge.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.auth.FrozenAccount;
import net.voipbin.provisioning.bridge.database.DatabaseUnavailableException;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiError;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.Resource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries writes out, each as one command. Whoever handles the route calls, in a row: {@code begin}; {@code earlier}, for
 * a repetition has its outcome already; {@code command} and {@code decide}, where it hasn't; {@code tell}. Thread-safe.
 */
public final class CommandGateway {

    private static final Logger log = LoggerFactory.getLogger(CommandGateway.class);

    private static final Duration SOON = Duration.ofMillis(500);

    private final Idempotency idempotency;
    private final CommandPublisher publisher;
    private final CommandOutcomes outcomes;
    private final ResultReader reader;
    private final FrozenAccount frozen;
    private final Duration writeDeadline;
    private final Clock clock;

    /** @param writeDeadline how long a caller waits at most for a command to be decided */
    public CommandGateway(
            Idempotency idempotency,
            CommandPublisher publisher,
            CommandOutcomes outcomes,
            ResultReader reader,
            FrozenAccount frozen,
            Duration writeDeadline,
            Clock clock) {
        this.idempotency = idempotency;
        this.publisher = publisher;
        this.outcomes = outcomes;
        this.reader = reader;
        this.frozen = frozen;
        this.writeDeadline = writeDeadline;
        this.clock = clock;
    }

    /**
     * A caller's write; its deadline begins to run.
     *
     * @param body the request's JSON, which tells it from another request
     * @throws ApiException INVALID_REQUEST_PARAMETER where the idempotency key is blank or longer than 255 characters
     */
    public Write begin(Request request, Caller caller, JsonNode body) {
        boolean asynchronous = request.header("Prefer")
                .filter(preferences -> Stream.of(preferences.split(",", -1))
                        .anyMatch(preference -> preference.strip().equalsIgnoreCase("respond-async")))
                .isPresent();
        return idempotency.write(request, Issuer.of(caller), body, asynchronous, deadlineFromNow());
    }

    /**
     * A stranger's write, for which the stranger always waits; its deadline begins to run.
     *
     * @param body the request's JSON, which tells it from another request
     * @throws ApiException INVALID_REQUEST_PARAMETER where the idempotency key is blank or longer than 255 characters
     */
    public Write begin(Request request, Issuer stranger, JsonNode body) {
        return idempotency.write(request, stranger, body, false, deadlineFromNow());
    }

    /** The id of a customer that the write creates and for which the caller has chosen none; the same for a repetition. */
    public UUID newCustomerId(Write write) {
        return idempotency.newCustomerId(write);
    }

    /**
     * What the write, sent before under the same idempotency key, has come to; empty where it wasn't, or isn't decided
     * yet.
     *
     * @throws ApiException IDEMPOTENCY_KEY_REUSED where the key belongs to another request
     */
    public Optional<StoredResult> earlier(Write write) {
        return idempotency.earlier(write);
    }

    /**
     * What became of a write whose subject isn't there: it may repeat the one that ended its subject, whose result shows
     * half a second later at most.
     *
     * @throws ApiException RESOURCE_NOT_FOUND where there is no such result; IDEMPOTENCY_KEY_REUSED as {@link #earlier}
     */
    public StoredResult earlierOrNotFound(Write write) {
        return idempotency.earlierOrNotFound(write);
    }

    /** The write's command, which still lacks its payload and, where one is demanded, the expected version. */
    public Command.Builder command(Write write, UUID customerId) {
        return Command.newBuilder()
                .setCommandId(write.commandId())
                .setCustomerId(customerId)
                .setActor(write.issuer().actor())
                .setTime(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setFingerprint(ByteBuffer.wrap(write.fingerprint().content()));
    }

    /**
     * Publishes the write's command and waits until the read model shows what became of it; for an asynchronous write,
     * only until the command is taken.
     *
     * @return what the command has come to; empty for an asynchronous write
     * @throws ApiException where it isn't decided, or taken, in time, or can't be
     */
    public Optional<StoredResult> decide(Write write, Command command) {
        if (write.asynchronous()) {
            handOver(write, command);
            return Optional.empty();
        }
        try (CommandOutcomes.Wait wait = outcomes.register(name(command))) {
            publisher.publish(command).whenComplete((taken, failure) -> {
                // What may have arrived all the same may be decided in time.
                if (failure instanceof NotTakenException || failure instanceof RecordTooLargeException) {
                    wait.outcome().completeExceptionally(failure);
                }
            });
            StoredResult decided = awaitTaken(write, wait.outcome());
            Idempotency.requireSame(write, decided);
            return Optional.of(decided);
        }
    }

    /**
     * Answers a write with its outcome; an asynchronous one with where its outcome will be found. What is needed for the
     * answer may be away, or slow, but the write may have been carried out: the caller learns of that within the
     * deadline, and where to look.
     *
     * @param outcome empty only for an asynchronous write
     * @param answer makes the answer of the resource as the write left it; of nothing where it has been erased since
     * @throws ApiException where the write was refused, or its answer can't be made in time
     */
    public Answer tell(Write write, Optional<StoredResult> outcome, Function<Optional<Resource>, Answer> answer) {
        if (write.asynchronous() || outcome.isEmpty()) {
            return accepted(write);
        }
        Supplier<Answer> made = () -> answer.apply(applied(write, outcome.get()));
        return await(
                write,
                CompletableFuture.supplyAsync(made, task -> Thread.ofVirtual().start(task)),
                failure -> switch (failure) {
                    case ApiException refusal ->
                        refusal.error().reason() == Reason.SERVICE_UNAVAILABLE
                                ? undecided(write).causedBy(refusal.getCause())
                                : refusal;
                    case DatabaseUnavailableException away -> undecided(write).causedBy(away);
                    case Throwable fault -> fault(write, fault);
                });
    }

    /**
     * Has the command taken and leaves its outcome to its Location. But a key may belong to another request that is
     * under way, whose outcome would then stand there: where the decision comes soon, it tells.
     */
    private void handOver(Write write, Command command) {
        if (!write.repeatable()) {
            awaitTaken(write, publisher.publish(command));
            return;
        }
        try (CommandOutcomes.Wait wait = outcomes.register(name(command))) {
            awaitTaken(write, publisher.publish(command));
            soon(wait).ifPresent(decided -> Idempotency.requireSame(write, decided));
        }
    }

    private static Optional<StoredResult> soon(CommandOutcomes.Wait wait) {
        return wait.outcome()
                .thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), SOON.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static CommandResultQueries.Name name(Command command) {
        return new CommandResultQueries.Name(command.getCommandId(), command.getCustomerId());
    }

    private long deadlineFromNow() {
        return System.nanoTime() + writeDeadline.toNanos();
    }

    private static <T> T awaitTaken(Write write, CompletableFuture<T> future) {
        return await(write, future, failure -> switch (failure) {
            case RecordTooLargeException tooLarge ->
                ApiException.of(Reason.PAYLOAD_TOO_LARGE, "The request is too large.");
            case NotTakenException notTaken ->
                ApiException.unavailable("The command could not be taken.", notTaken.getCause());
            case Throwable unclear -> undecided(write).causedBy(unclear);
        });
    }

    /** Waits until the deadline. A published command may be carried out after it: the caller is to look for its outcome. */
    private static <T> T await(Write write, CompletableFuture<T> future, Function<Throwable, ApiException> failed) {
        try {
            return future.get(write.deadline() - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw undecided(write);
        } catch (ExecutionException e) {
            throw failed.apply(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw undecided(write).causedBy(e);
        }
    }

    private static ApiException undecided(Write write) {
        return ApiException.of(Reason.DEADLINE_EXCEEDED, "The outcome is not known yet; look for it at the Location.")
                .withHeader("Location", write.location());
    }

    private static ApiException fault(Write write, Throwable fault) {
        log.atError()
                .addKeyValue("command_id", write.commandId())
                .setCause(fault)
                .log("What became of a command can't be told");
        return ApiException.of(Reason.INTERNAL, "Something went wrong here.")
                .withHeader("Location", write.location())
                .causedBy(fault);
    }

    private Optional<Resource> applied(Write write, StoredResult stored) {
        return switch (reader.read(stored)) {
            case Decided.Applied applied -> applied.resource();
            case Decided.Rejected rejected -> throw new ApiException(explained(write, rejected.error()));
        };
    }

    /** The provisioner leaves it to the bridge to say how a frozen account is recovered. */
    private ApiError explained(Write write, ApiError error) {
        return error.reason() == Reason.ACCOUNT_FROZEN && error.details().isEmpty()
                ? new ApiError(
                        error.reason(),
                        error.message(),
                        frozen.details(write.issuer().deletionScheduled()))
                : error;
    }

    private static Answer accepted(Write write) {
        return Answer.accepted(JsonNodeFactory.instance
                        .objectNode()
                        .put("id", write.commandId().toString())
                        .put("status", "pending"))
                .withHeader("Location", write.location());
    }
}
