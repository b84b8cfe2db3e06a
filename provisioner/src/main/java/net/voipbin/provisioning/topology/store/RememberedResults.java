package net.voipbin.provisioning.topology.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.vocabulary.ResultRetention;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/** What became of commands, by command, so that one that comes again gets the same result. Not thread-safe. */
public record RememberedResults(WindowStore<Bytes, CommandResult> store) {

    public static final String NAME = "results";

    /** The command's result; empty where it is not remembered. */
    public Optional<CommandResult> find(UUID customerId, UUID commandId) {
        try (WindowStoreIterator<CommandResult> found =
                store.fetch(StoreKeys.result(customerId, commandId), 0, Long.MAX_VALUE)) {
            return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
        }
    }

    /**
     * Remembers a result.
     *
     * @param received when the command came, in milliseconds since the epoch
     */
    public void put(CommandResult result, long received) {
        store.put(StoreKeys.result(result.getCustomerId(), result.getCommandId()), result, received);
    }

    /**
     * Takes the resources out of a customer's remembered results, since they may tell of a person; what became of the
     * commands stays. Looks at a bounded number of them.
     *
     * @param from where to begin; what lies before it is erased
     * @param until the latest time at which a command came, in milliseconds since the epoch
     * @return where to go on; empty when all are erased
     */
    public Optional<Position> erase(UUID customerId, Position from, long until, int most) {
        int seen = 0;
        Position position = from;
        while (position.received() <= until) {
            List<KeyValue<Windowed<Bytes>, CommandResult>> found = ofSegment(customerId, position, most - seen);
            found.stream()
                    .filter(entry -> tellsOfPerson(entry.value.getResource()))
                    .forEach(entry -> store.put(
                            entry.key.key(),
                            erased(entry.value),
                            entry.key.window().start()));
            seen += found.size();
            if (seen == most) {
                return Optional.of(position.at(found.getLast().value.getCommandId()));
            }
            position = position.nextSegment();
        }
        return Optional.empty();
    }

    /** The result without what may tell of a person. */
    public static CommandResult erased(CommandResult result) {
        return tellsOfPerson(result.getResource())
                ? CommandResult.newBuilder(result).setResource(null).build()
                : result;
    }

    private List<KeyValue<Windowed<Bytes>, CommandResult>> ofSegment(UUID customerId, Position position, int most) {
        List<KeyValue<Windowed<Bytes>, CommandResult>> found = new ArrayList<>();
        try (KeyValueIterator<Windowed<Bytes>, CommandResult> entries = store.fetch(
                StoreKeys.result(customerId, position.commandId()),
                StoreKeys.result(customerId, new UUID(-1, -1)),
                position.received(),
                position.nextSegment().received() - 1)) {
            while (entries.hasNext() && found.size() < most) {
                found.add(entries.next());
            }
        }
        return found;
    }

    /** All but a customer that has ended, which is erased. */
    private static boolean tellsOfPerson(@Nullable Resource resource) {
        return resource != null
                && (resource.getCustomer() == null || resource.getCustomer().getTmDelete() == null);
    }

    /**
     * A position among the results of a customer: the store keeps them in segments by the time at which their commands
     * came, and within one by the commands' ids. Immutable.
     *
     * @param received in milliseconds since the epoch, the beginning of a segment
     */
    public record Position(long received, UUID commandId) {

        private static final UUID FIRST = new UUID(0, 0);

        /** How the store cuts what it retains. */
        private static final long SEGMENT = ResultRetention.TIME.toMillis() / 2;

        /** Before all results that may be remembered at that time. */
        public static Position first(long now) {
            long segment = Math.max(0, now - ResultRetention.TIME.toMillis()) / SEGMENT;
            return new Position(segment * SEGMENT, FIRST);
        }

        Position at(UUID commandId) {
            return new Position(received, commandId);
        }

        Position nextSegment() {
            return new Position(received + SEGMENT, FIRST);
        }
    }
}
