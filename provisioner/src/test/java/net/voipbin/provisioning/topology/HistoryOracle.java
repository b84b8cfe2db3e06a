package net.voipbin.provisioning.topology;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import net.voipbin.provisioning.contract.ClaimHolder;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;

/** Judges a history by the product's promises, knowing nothing of how decisions are made. */
final class HistoryOracle {

    /** A promise. */
    enum Promise {
        /** Of each customer, the results are those of its commands, in the order in which they were published. */
        ONE_RESULT_EACH_IN_ORDER,
        /** Each malformed record has one dead letter, and nothing else has one. */
        ONE_DEAD_LETTER_EACH,
        /** A command that came again has the same result again, without the resource once its customer has ended. */
        SAME_RESULT_AGAIN,
        /** A command has one change at most. */
        ONE_EFFECT,
        /** Changes of a customer count 1, 2, 3, and each has all of its events, from 0, one after the other. */
        WHOLE_CHANGES,
        /** Versions of a resource count 1, 2, 3. */
        GAPLESS_VERSIONS,
        /** What is stored is what the events tell. */
        STORED_AS_PUBLISHED,
        /** At no time do two live customers have the same e-mail address. */
        UNIQUE_EMAIL,
        /** Every live customer has its claim, and nobody else has one. */
        CLAIMS_OF_THE_LIVING,
        /** Nothing waits for ever. */
        NOTHING_WAITS
    }

    private final History history;
    private final List<ResourceEvent> events;
    private final List<CommandResult> results;

    private HistoryOracle(History history) {
        this.history = history;
        this.events = history.emitted(ResourceEvent.class);
        this.results = history.emitted(CommandResult.class);
    }

    /** The promises that the history breaks. */
    static Set<Promise> broken(History history) {
        HistoryOracle oracle = new HistoryOracle(history);
        Set<Promise> broken = EnumSet.noneOf(Promise.class);
        for (Promise promise : Promise.values()) {
            if (!oracle.holds(promise)) {
                broken.add(promise);
            }
        }
        return broken;
    }

    private boolean holds(Promise promise) {
        return switch (promise) {
            case ONE_RESULT_EACH_IN_ORDER -> resultsFollowCommands();
            case ONE_DEAD_LETTER_EACH -> deadLettersFollowMalformed();
            case SAME_RESULT_AGAIN -> repeatedResultsAreEqual();
            case ONE_EFFECT -> commandsHaveOneChange();
            case WHOLE_CHANGES -> changesAreWhole();
            case GAPLESS_VERSIONS -> versionsCount();
            case STORED_AS_PUBLISHED -> Set.copyOf(history.stored()).equals(Set.copyOf(published()));
            case UNIQUE_EMAIL -> emailsAreUnique();
            case CLAIMS_OF_THE_LIVING -> claimsAreOfTheLiving();
            case NOTHING_WAITS -> history.waiting().isEmpty();
        };
    }

    private boolean resultsFollowCommands() {
        Map<UUID, List<UUID>> published = history.sent().stream()
                .map(History.Sent::command)
                .flatMap(Optional::stream)
                .collect(groupingBy(Command::getCustomerId, mapping(Command::getCommandId, toList())));
        Map<UUID, List<UUID>> decided = results.stream()
                .collect(groupingBy(CommandResult::getCustomerId, mapping(CommandResult::getCommandId, toList())));
        return published.equals(decided);
    }

    private boolean deadLettersFollowMalformed() {
        List<Long> malformed = history.sent().stream()
                .filter(sent -> sent.command().isEmpty())
                .map(sent -> sent.origin().offset())
                .sorted()
                .toList();
        List<Long> dead = history.emitted(DeadLetter.class).stream()
                .map(DeadLetter::getOffset)
                .sorted()
                .toList();
        return malformed.equals(dead);
    }

    private boolean repeatedResultsAreEqual() {
        Map<List<Object>, CommandResult> first = new HashMap<>();
        return results.stream().allMatch(result -> {
            List<Object> command = List.of(result.getCustomerId(), result.getCommandId(), result.getFingerprint());
            CommandResult before = first.putIfAbsent(command, result);
            return before == null
                    || before.equals(result)
                    || reused(result)
                    || erased(before).equals(result);
        });
    }

    /** With its customer's end a remembered result loses the resource, which may tell of a person. */
    private CommandResult erased(CommandResult result) {
        boolean ended = events.stream()
                .anyMatch(event -> event.getCustomerId().equals(result.getCustomerId())
                        && event.getResource().getCustomer() != null
                        && !live(event.getResource()));
        return ended ? CommandResult.newBuilder(result).setResource(null).build() : result;
    }

    /** The refusal of an id that another command has is no result of the command that has it. */
    private static boolean reused(CommandResult result) {
        return result.getRejection() != null
                && result.getRejection().getReason().equals("IDEMPOTENCY_KEY_REUSED");
    }

    private boolean commandsHaveOneChange() {
        return events.stream()
                .collect(groupingBy(
                        event -> List.of(event.getCustomerId(), event.getCommandId()),
                        mapping(ResourceEvent::getChangeSeq, toList())))
                .values()
                .stream()
                .allMatch(changes -> Set.copyOf(changes).size() == 1);
    }

    private boolean changesAreWhole() {
        return events.stream().collect(groupingBy(ResourceEvent::getCustomerId)).values().stream()
                .allMatch(HistoryOracle::changesOfOneAreWhole);
    }

    private static boolean changesOfOneAreWhole(List<ResourceEvent> ofOne) {
        long change = 1;
        int index = 0;
        int size = ofOne.getFirst().getSize();
        for (ResourceEvent event : ofOne) {
            if (index == size) {
                change++;
                index = 0;
                size = event.getSize();
            }
            if (event.getChangeSeq() != change || event.getIndex() != index || event.getSize() != size) {
                return false;
            }
            index++;
        }
        return index == size;
    }

    private boolean versionsCount() {
        return events.stream()
                .map(ResourceEvent::getResource)
                .collect(groupingBy(HistoryOracle::id, mapping(HistoryOracle::version, toList())))
                .values()
                .stream()
                .allMatch(versions -> versions.equals(
                        LongStream.rangeClosed(1, versions.size()).boxed().toList()));
    }

    /** The fold of the events, without what is deleted, but with deleted customers. */
    private List<Resource> published() {
        Map<UUID, Resource> latest = new HashMap<>();
        events.forEach(event -> latest.put(id(event.getResource()), event.getResource()));
        return latest.values().stream()
                .filter(resource -> resource.getCustomer() != null || live(resource))
                .toList();
    }

    private boolean emailsAreUnique() {
        Map<UUID, String> emails = new HashMap<>();
        for (ResourceEvent event : events) {
            Customer customer = event.getResource().getCustomer();
            if (customer == null) {
                continue;
            }
            emails.remove(customer.getId());
            if (customer.getTmDelete() == null) {
                emails.put(customer.getId(), customer.getEmail().toLowerCase(Locale.ROOT));
            }
            if (new HashSet<>(emails.values()).size() != emails.size()) {
                return false;
            }
        }
        return true;
    }

    private boolean claimsAreOfTheLiving() {
        List<UUID> holders = new ArrayList<>(
                history.claims().stream().map(ClaimHolder::getCustomerId).toList());
        holders.sort(Comparator.naturalOrder());
        List<UUID> living = published().stream()
                .filter(resource -> resource.getCustomer() != null && live(resource))
                .map(resource -> resource.getCustomer().getId())
                .sorted()
                .toList();
        return holders.equals(living);
    }

    private static UUID id(Resource resource) {
        if (resource.getCustomer() != null) {
            return resource.getCustomer().getId();
        }
        return resource.getAgent() != null
                ? resource.getAgent().getId()
                : resource.getBillingAccount().getId();
    }

    private static long version(Resource resource) {
        if (resource.getCustomer() != null) {
            return resource.getCustomer().getVersion();
        }
        return resource.getAgent() != null
                ? resource.getAgent().getVersion()
                : resource.getBillingAccount().getVersion();
    }

    private static boolean live(Resource resource) {
        if (resource.getCustomer() != null) {
            return resource.getCustomer().getTmDelete() == null;
        }
        return resource.getAgent() != null
                ? resource.getAgent().getTmDelete() == null
                : resource.getBillingAccount().getTmDelete() == null;
    }
}
