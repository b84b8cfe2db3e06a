package net.voipbin.provisioning.sandbox.quickstart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.sandbox.sample.ResourceLine;

/**
 * Events as lines for a person, one for each whole change: what its first event is about, the others by their types. Takes
 * events from a change's beginning on. Not thread-safe.
 */
final class ChangeLines implements Consumer<ResourceEvent> {

    private final Consumer<String> lines;
    private final Map<UUID, List<ResourceEvent>> begun = new HashMap<>();

    /**
     * Hands on what it makes of events.
     *
     * @param lines is told each
     */
    ChangeLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void accept(ResourceEvent event) {
        List<ResourceEvent> change = begun.computeIfAbsent(event.getCustomerId(), customer -> new ArrayList<>());
        change.add(event);
        if (change.size() == event.getSize()) {
            begun.remove(event.getCustomerId());
            lines.accept(line(change));
        }
    }

    private static String line(List<ResourceEvent> change) {
        ResourceEvent first = change.getFirst();
        StringBuilder line = new StringBuilder("%s change %d: %s %s"
                .formatted(
                        first.getCustomerId(),
                        first.getChangeSeq(),
                        first.getType(),
                        ResourceLine.nameOf(first.getResource())));
        Map<String, Integer> others = new LinkedHashMap<>();
        change.stream().skip(1).forEach(event -> others.merge(event.getType(), 1, Integer::sum));
        others.forEach((type, count) -> line.append(", ").append(type).append(count == 1 ? "" : " × " + count));
        return line.toString();
    }
}
