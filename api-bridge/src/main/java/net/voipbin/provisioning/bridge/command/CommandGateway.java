package net.voipbin.provisioning.bridge.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.auth.AccountGate;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.bridge.hash.Uuid7;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiError;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Call;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.bridge.json.CanonicalJson;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.Resource;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Turns a caller's order into one command and waits for what becomes of it, or finds that it was decided before.
 * Thread-safe.
 */
public final class CommandGateway {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;

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
        Request request = call.request();
        UUID agentId = call.caller().agentId();
        Optional<String> key = request.header(IDEMPOTENCY_KEY);
        if (key.isPresent() && (key.get().isBlank() || key.get().length() > MAX_KEY)) {
            throw ApiException.of(
                    Reason.INVALID_REQUEST_PARAMETER,
                    IDEMPOTENCY_KEY + " is empty or longer than " + MAX_KEY + " characters.");
        }
        return key.map(text -> new Ticket(ids.keyed(agentId, request.method(), request.path(), text), true))
                .orElseGet(() -> new Ticket(ids.fresh(agentId), false));
    }

    /** The id of a customer that is to be created and for which the caller has chosen none. */
    public UUID customerId(Ticket ticket) {
        return ticket.repeatable() ? ids.customerOf(ticket.commandId()) : customerIds.next();
    }

    /**
     * Has the order carried out.
     *
     * @param answer makes the answer of the resource as the order left it; of nothing where it has been erased since
     * @throws ApiException where it is refused, or not decided in time
     */
    public Answer carryOut(Call call, Order order, Function<Optional<Resource>, Answer> answer) {
        StoredResult.Bytes fingerprint = fingerprint(call, order);
        Optional<StoredResult> earlier = order.ticket().repeatable()
                ? results.find(order.ticket().commandId(), call.caller())
                : Optional.empty();
        boolean asynchronous = call.request()
                .header("Prefer")
                .filter(preferences -> Stream.of(preferences.split(",", -1))
                        .anyMatch(preference -> preference.strip().equalsIgnoreCase("respond-async")))
                .isPresent();
        if (earlier.isPresent()) {
            requireSame(earlier.get(), fingerprint);
            return asynchronous ? accepted(order) : tell(earlier.get(), call.caller(), answer);
        }
        Command command = command(call, order, fingerprint);
        if (asynchronous) {
            long latest = latest();
            await(publisher.publish(command), latest, order);
            return accepted(order);
        }
        StoredResult decided = decide(command, order);
        requireSame(decided, fingerprint);
        return tell(decided, call.caller(), answer);
    }

    private StoredResult decide(Command command, Order order) {
        var name = new CommandResultQueries.Name(command.getCommandId(), command.getCustomerId());
        long latest = latest();
        try (CommandOutcomes.Wait wait = outcomes.register(name)) {
            publisher.publish(command).whenComplete((taken, failure) -> {
                if (failure != null) {
                    wait.outcome().completeExceptionally(failure);
                }
            });
            return await(wait.outcome(), latest, order);
        }
    }

    /** When the caller must have its answer; publishing may take its part of that time. */
    private long latest() {
        return System.nanoTime() + deadline.toNanos();
    }

    private static <T> T await(CompletableFuture<T> future, long latest, Order order) {
        try {
            return future.get(latest - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw ApiException.of(
                            Reason.DEADLINE_EXCEEDED, "The outcome is not known yet; look for it at the Location.")
                    .withHeader("Location", location(order));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                throw ApiException.of(Reason.PAYLOAD_TOO_LARGE, "The request is too large.");
            }
            throw ApiException.unavailable("The command may not have been taken; look at the Location.", e.getCause())
                    .withHeader("Location", location(order));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The bridge is stopping.", e).withHeader("Location", location(order));
        }
    }

    private Answer tell(StoredResult stored, Caller caller, Function<Optional<Resource>, Answer> answer) {
        return switch (reader.read(stored)) {
            case Decided.Applied applied -> answer.apply(applied.resource());
            case Decided.Rejected rejected -> throw new ApiException(explained(rejected.error(), caller));
        };
    }

    /** The provisioner leaves it to the bridge to say how a frozen account is recovered. */
    private ApiError explained(ApiError error, Caller caller) {
        return error.reason() == Reason.ACCOUNT_FROZEN && error.details().isEmpty()
                ? new ApiError(error.reason(), error.message(), gate.details(caller.deletionScheduled()))
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

    private StoredResult.Bytes fingerprint(Call call, Order order) {
        Request request = call.request();
        return new StoredResult.Bytes(hash.of(
                "fingerprint",
                request.method(),
                request.path(),
                call.caller().agentId().toString(),
                CanonicalJson.of(order.body()),
                request.header("If-Match").orElse("")));
    }

    private Command command(Call call, Order order, StoredResult.Bytes fingerprint) {
        Command.Builder command = Command.newBuilder()
                .setCommandId(order.ticket().commandId())
                .setCustomerId(order.customerId())
                .setActor(actor(call.caller()))
                .setTime(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setFingerprint(ByteBuffer.wrap(fingerprint.content()));
        order.expectedVersion().ifPresent(command::setExpectedVersion);
        order.payload().accept(command);
        return command.build();
    }

    private static Actor actor(Caller caller) {
        return Actor.newBuilder()
                .setKind(caller.superAdmin() ? ActorKind.SUPER_ADMIN : ActorKind.AGENT)
                .setAgentId(caller.agentId())
                .setDelegatedBy(caller.delegatedBy().orElse(null))
                .build();
    }
}
