package net.voipbin.provisioning.endtoend.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.endtoend.load.CommandLoad;

/** The oracle of order: each customer's commands were decided in the order in which the broker had them. */
public final class PublishedOrder {

    private PublishedOrder() {}

    /**
     * What is out of order.
     *
     * @param results of each customer in the order of the log
     */
    public static List<String> flaws(Collection<CommandLoad.Accepted> accepted, List<CommandResult> results) {
        Map<UUID, List<UUID>> published = accepted.stream()
                .sorted(Comparator.comparingLong(command -> command.place().offset()))
                .collect(Collectors.groupingBy(
                        command -> command.command().getCustomerId(),
                        Collectors.mapping(command -> command.command().getCommandId(), Collectors.toList())));
        Map<UUID, List<UUID>> decided = results.stream()
                .collect(Collectors.groupingBy(
                        CommandResult::getCustomerId,
                        Collectors.mapping(CommandResult::getCommandId, Collectors.toList())));
        List<String> flaws = new ArrayList<>();
        published.forEach((customerId, commands) -> {
            if (!commands.equals(decided.getOrDefault(customerId, List.of()))) {
                flaws.add("the commands of customer " + customerId + " were not decided as they were published");
            }
        });
        return flaws;
    }
}
