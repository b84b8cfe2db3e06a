package net.voipbin.provisioning.bridge.usage;

import java.util.Map;
import java.util.OptionalLong;
import net.voipbin.provisioning.contract.PlanType;

/** How many resources of each kind a plan allows; the provisioner, which holds customers to them, has the same. Immutable. */
public final class PlanLimits {

    private static final long FLOWS = 10_000;

    private PlanLimits() {}

    /**
     * The limit; empty where there is none.
     *
     * @param resources agents, numbers, virtual_numbers, flows, queues, tags or accesskeys
     */
    public static OptionalLong of(PlanType plan, String resources) {
        Map<String, Long> limits = switch (plan) {
            case free -> limits(5, 2, 5);
            case basic -> limits(50, 10, 50);
            case professional -> limits(500, 100, 500);
            case unlimited -> Map.of("flows", FLOWS);
        };
        return limits.containsKey(resources) ? OptionalLong.of(limits.get(resources)) : OptionalLong.empty();
    }

    private static Map<String, Long> limits(long agents, long queues, long virtualNumbers) {
        return Map.of("agents", agents, "queues", queues, "virtual_numbers", virtualNumbers, "flows", FLOWS);
    }
}
