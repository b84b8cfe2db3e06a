package net.voipbin.provisioning.endtoend.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * The oracle of nothing lost and nothing taken: each malformed record is in one dead letter, whole, with its origin and
 * a reason, and has neither result nor event.
 */
public final class OneDeadLetterEach {

    private OneDeadLetterEach() {}

    /**
     * A malformed record as the broker took it.
     *
     * @param customerId of nothing else than this record
     */
    public record Published(
            String kind,
            Flaw flaw,
            UUID customerId,
            int partition,
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value) {

        /** The same record with the offset that the broker has given it. */
        public Published at(long offset) {
            return new Published(kind, flaw, customerId, partition, offset, key, value);
        }

        public boolean isOriginOf(DeadLetter letter) {
            return letter.getTopic().equals(Topics.COMMANDS.name())
                    && letter.getPartition() == partition
                    && letter.getOffset() == offset;
        }
    }

    public static List<String> flaws(
            Collection<Published> malformed,
            Collection<DeadLetter> letters,
            Collection<CommandResult> results,
            Collection<ResourceEvent> events) {
        List<String> flaws = new ArrayList<>();
        for (Published published : malformed) {
            String name = published.kind() + " in partition " + published.partition();
            List<DeadLetter> own =
                    letters.stream().filter(published::isOriginOf).toList();
            if (own.size() != 1) {
                flaws.add(name + " has " + own.size() + " dead letters");
            }
            own.forEach(letter -> addFlaws(flaws, name, published, letter));
            if (results.stream().anyMatch(result -> result.getCustomerId().equals(published.customerId()))) {
                flaws.add(name + " has a result");
            }
            if (events.stream().anyMatch(event -> event.getCustomerId().equals(published.customerId()))) {
                flaws.add(name + " has an event");
            }
        }
        return flaws;
    }

    /** Dead letters of records that are none of the malformed ones: what was sound was not dealt with. */
    public static List<String> others(Collection<Published> malformed, Collection<DeadLetter> letters) {
        return letters.stream()
                .filter(letter -> malformed.stream().noneMatch(published -> published.isOriginOf(letter)))
                .map(letter -> letter.getTopic() + " " + letter.getPartition() + " " + letter.getOffset() + " "
                        + letter.getReason())
                .toList();
    }

    private static void addFlaws(List<String> flaws, String name, Published published, DeadLetter letter) {
        if (!Objects.equals(letter.getKey(), buffer(published.key()))) {
            flaws.add(name + " has lost its key");
        }
        if (!Objects.equals(letter.getValue(), buffer(published.value()))) {
            flaws.add(name + " has lost its value");
        }
        if (letter.getHeaders().size() != 1
                || !Objects.equals(
                        letter.getHeaders().getFirst().getValue(),
                        buffer(published.kind().getBytes(StandardCharsets.UTF_8)))) {
            flaws.add(name + " has lost its header");
        }
        if (!letter.getReason().equals(published.flaw().name())) {
            flaws.add(name + " is dead for " + letter.getReason() + ", not " + published.flaw());
        }
        if (letter.getMessage().isBlank()) {
            flaws.add(name + " has no explanation");
        }
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
