package net.voipbin.provisioning.endtoend.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Tag;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Attempt;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Write;

/**
 * The oracle of what HTTP clients were told: what was carried out is in the events once, what was refused is not, all
 * attempts of a write were told the same, and no write has an unknown outcome.
 */
public final class KeptAnswers {

    private KeptAnswers() {}

    /**
     * What was told and doesn't hold.
     *
     * @param outcomes by the locations that answers have named: {@code applied}, {@code rejected} or whatever was found
     */
    public static List<String> flaws(
            Collection<Attempt> attempts, Map<String, String> outcomes, Collection<ResourceEvent> events) {
        Map<String, Integer> effects = effects(events);
        Map<Write, List<Attempt>> writes = attempts.stream()
                .collect(Collectors.groupingBy(Attempt::write, LinkedHashMap::new, Collectors.toList()));
        List<String> flaws = new ArrayList<>();
        writes.forEach((write, tries) -> check(write, tries, outcomes, effects.getOrDefault(write.marker(), 0), flaws));
        return flaws;
    }

    private static Map<String, Integer> effects(Collection<ResourceEvent> events) {
        Map<String, Integer> effects = new HashMap<>();
        for (ResourceEvent event : events) {
            Customer customer = event.getResource().getCustomer();
            if (customer != null) {
                effects.merge(customer.getDetail(), 1, Integer::sum);
            }
            Tag tag = event.getResource().getTag();
            if (tag != null) {
                effects.merge(tag.getDetail(), 1, Integer::sum);
            }
        }
        return effects;
    }

    private static void check(
            Write write, List<Attempt> tries, Map<String, String> outcomes, int effects, List<String> flaws) {
        String name = write.method() + " " + write.path() + " " + write.marker();
        tries.stream()
                .filter(attempt -> !(attempt.isApplied() || attempt.isRefused() || attempt.isOpen()))
                .forEach(attempt -> flaws.add(name + " was answered " + attempt.status()));
        boolean applied = tries.stream().anyMatch(Attempt::isApplied);
        boolean refused = tries.stream().anyMatch(Attempt::isRefused);
        if (!applied && !refused) {
            flaws.add(name + " has no outcome");
            return;
        }
        if (applied && refused) {
            flaws.add(name + " was both carried out and refused");
        }
        if (distinct(tries.stream()
                                .filter(Attempt::isApplied)
                                .map(Attempt::answer)
                                .toList())
                        > 1
                || distinct(tries.stream()
                                .filter(Attempt::isRefused)
                                .map(Attempt::reason)
                                .toList())
                        > 1) {
            flaws.add(name + " was answered in several ways");
        }
        if (applied && effects != 1) {
            flaws.add(name + " was carried out and has " + effects + " effects");
        }
        if (!applied && effects != 0) {
            flaws.add(name + " was refused and has " + effects + " effects");
        }
        String expected = applied ? "applied" : "rejected";
        tries.stream().filter(attempt -> attempt.status() == 504).forEach(attempt -> {
            String outcome = outcomes.getOrDefault(attempt.location(), "unknown");
            if (!outcome.equals(expected)) {
                flaws.add(name + " is " + outcome + " where the 504 sent its client, and " + expected + " elsewhere");
            }
        });
    }

    private static long distinct(List<String> answers) {
        return answers.stream().distinct().count();
    }
}
