package net.voipbin.provisioning.endtoend.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.contract.CommandResult;

/** The oracle of exactly-once: each accepted command has one result, and no result is of an unknown command. */
public final class OneResultEach {

    private OneResultEach() {}

    public static List<String> flaws(Collection<UUID> accepted, Collection<CommandResult> results) {
        Map<UUID, Integer> counts = new HashMap<>();
        results.forEach(result -> counts.merge(result.getCommandId(), 1, Integer::sum));
        List<String> flaws = new ArrayList<>();
        accepted.forEach(commandId -> {
            int count = counts.getOrDefault(commandId, 0);
            if (count != 1) {
                flaws.add("command " + commandId + " has " + count + " results");
            }
        });
        counts.keySet().stream()
                .filter(commandId -> !accepted.contains(commandId))
                .forEach(commandId -> flaws.add("a result of command " + commandId + ", which nobody gave"));
        return flaws;
    }
}
