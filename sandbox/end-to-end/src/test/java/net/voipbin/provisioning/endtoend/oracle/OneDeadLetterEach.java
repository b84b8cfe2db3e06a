package net.voipbin.provisioning.endtoend.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.load.MalformedRecord;
import org.jspecify.annotations.Nullable;

/**
 * The oracle of nothing lost and nothing taken: each malformed record is in one dead letter, whole, with its origin and
 * a reason, and has neither result nor event.
 */
public final class OneDeadLetterEach {

    private OneDeadLetterEach() {}

    public static List<String> flaws(
            Collection<MalformedRecord> malformed,
            Collection<DeadLetter> letters,
            Collection<CommandResult> results,
            Collection<ResourceEvent> events) {
        List<String> flaws = new ArrayList<>();
        for (MalformedRecord published : malformed) {
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
    public static List<String> others(Collection<MalformedRecord> malformed, Collection<DeadLetter> letters) {
        return letters.stream()
                .filter(letter -> malformed.stream().noneMatch(published -> published.isOriginOf(letter)))
                .map(letter -> letter.getTopic() + " " + letter.getPartition() + " " + letter.getOffset() + " "
                        + letter.getReason())
                .toList();
    }

    private static void addFlaws(List<String> flaws, String name, MalformedRecord published, DeadLetter letter) {
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
