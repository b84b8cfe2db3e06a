package net.voipbin.provisioning.endtoend.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import net.voipbin.provisioning.contract.NumberType;
import net.voipbin.provisioning.contract.PlanType;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;

/** The oracle of plans: after each of its changes a customer has no more than its plan allows. */
public final class KeptQuotas {

    private record Limits(int agents, int queues, int virtualNumbers) {}

    private static final Map<PlanType, Limits> LIMITS = Map.of(
            PlanType.free, new Limits(5, 2, 5),
            PlanType.basic, new Limits(50, 10, 50),
            PlanType.professional, new Limits(500, 100, 500));

    private KeptQuotas() {}

    /**
     * What is wrong.
     *
     * @param events each customer's in the order of the log
     */
    public static List<String> flaws(List<ResourceEvent> events) {
        Map<UUID, Map<UUID, Resource>> customers = new HashMap<>();
        List<String> flaws = new ArrayList<>();
        for (ResourceEvent event : events) {
            Map<UUID, Resource> live = customers.computeIfAbsent(event.getCustomerId(), id -> new HashMap<>());
            LiveResources.fold(event.getResource(), live);
            if (event.getIndex() == event.getSize() - 1) {
                check(event, live, flaws);
            }
        }
        return flaws;
    }

    private static void check(ResourceEvent event, Map<UUID, Resource> live, List<String> flaws) {
        PlanType plan = live.values().stream()
                .filter(resource -> resource.getBillingAccount() != null)
                .map(resource -> resource.getBillingAccount().getPlanType())
                .findFirst()
                .orElse(PlanType.free);
        Limits limits = LIMITS.get(plan);
        if (limits != null
                && (count(live, resource -> resource.getAgent() != null) > limits.agents
                        || count(live, resource -> resource.getQueue() != null) > limits.queues
                        || count(live, KeptQuotas::isVirtualNumber) > limits.virtualNumbers)) {
            flaws.add("customer " + event.getCustomerId() + " has more than its plan allows after change "
                    + event.getChangeSeq());
        }
    }

    private static boolean isVirtualNumber(Resource resource) {
        return resource.getNumber() != null && resource.getNumber().getType() == NumberType.virtual;
    }

    private static long count(Map<UUID, Resource> live, Predicate<Resource> kind) {
        return live.values().stream().filter(kind).count();
    }
}
