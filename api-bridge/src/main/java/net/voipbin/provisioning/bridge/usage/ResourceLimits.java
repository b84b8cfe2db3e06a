package net.voipbin.provisioning.bridge.usage;

import java.util.OptionalLong;
import net.voipbin.provisioning.contract.PlanType;
import net.voipbin.provisioning.vocabulary.PlanLimits;

/** The limits of a plan by the names that the usage of resources has in JSON. */
public final class ResourceLimits {

    private ResourceLimits() {}

    /**
     * The limit of a kind of resources; empty where the plan has none.
     *
     * @param resources agents, numbers, virtual_numbers, flows, queues, tags or accesskeys
     */
    public static OptionalLong of(PlanType plan, String resources) {
        PlanLimits limits = switch (plan) {
            case free -> PlanLimits.FREE;
            case basic -> PlanLimits.BASIC;
            case professional -> PlanLimits.PROFESSIONAL;
            case unlimited -> PlanLimits.UNLIMITED;
        };
        return switch (resources) {
            case "agents" -> limits.agents();
            case "queues" -> limits.queues();
            case "virtual_numbers" -> limits.virtualNumbers();
            case "flows" -> limits.flows();
            case "numbers", "tags", "accesskeys" -> OptionalLong.empty();
            default -> throw new IllegalArgumentException("no kind of resources: " + resources);
        };
    }
}
