package net.voipbin.provisioning.endtoend.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.endtoend.load.CommandLoad;

/**
 * The oracle of commands that come more than once: each time that the broker took one has a result, and all results of a
 * command say the same.
 */
public final class OneResultPerRecord {

    private record Said(Outcome outcome, Optional<String> reason, long changeSeq) {}

    private OneResultPerRecord() {}

    /**
     * What is wrong.
     *
     * @param accepted with as many entries of a command as the broker took
     * @param results of these commands
     */
    public static List<String> flaws(Collection<CommandLoad.Accepted> accepted, Collection<CommandResult> results) {
        Map<UUID, Long> given = accepted.stream()
                .collect(Collectors.groupingBy(record -> record.command().getCommandId(), Collectors.counting()));
        Map<UUID, List<Said>> said = results.stream()
                .collect(Collectors.groupingBy(
                        CommandResult::getCommandId,
                        Collectors.mapping(OneResultPerRecord::said, Collectors.toList())));
        List<String> flaws = new ArrayList<>();
        given.forEach((commandId, times) -> {
            List<Said> own = said.getOrDefault(commandId, List.of());
            if (own.size() != times) {
                flaws.add("command " + commandId + " came " + times + " times and has " + own.size() + " results");
            }
            if (own.stream().distinct().count() > 1) {
                flaws.add("the results of command " + commandId + " differ");
            }
        });
        return flaws;
    }

    private static Said said(CommandResult result) {
        return new Said(
                result.getOutcome(),
                Optional.ofNullable(result.getRejection()).map(rejection -> rejection.getReason()),
                result.getChangeSeq());
    }
}
