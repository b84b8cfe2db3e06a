package net.voipbin.provisioning.domain.model;

import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Resource;

/** The plans' limits, as the description has them. */
final class Limits {

    static final Map<String, Long> AGENTS = Map.of("free", 5L, "basic", 50L, "professional", 500L);
    static final Map<String, Long> QUEUES = Map.of("free", 2L, "basic", 10L, "professional", 100L);
    static final Map<String, Long> VIRTUAL_NUMBERS = Map.of("free", 5L, "basic", 50L, "professional", 500L);

    private Limits() {}

    /** Refuses one more resource of this type where it would exceed the customer's plan. */
    static void more(ModelWorld world, UUID customerId, Resource.Type type, Map<String, Long> limits) {
        more(world, customerId, type, limits, resource -> true);
    }

    static void more(
            ModelWorld world,
            UUID customerId,
            Resource.Type type,
            Map<String, Long> limits,
            Predicate<ModelResource> counted) {
        long count = world.live(customerId, type).filter(counted).count();
        String plan = world.account(customerId).text("plan_type");
        Refused.unless(within(count + 1, plan, limits), Reason.RESOURCE_LIMIT_EXCEEDED);
    }

    static boolean within(long count, String plan, Map<String, Long> limits) {
        return count <= limits.getOrDefault(plan, Long.MAX_VALUE);
    }
}
