package net.voipbin.provisioning.endtoend.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.Flow;
import net.voipbin.provisioning.contract.Number;
import net.voipbin.provisioning.contract.Queue;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Tag;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The oracle of references: what is alive belongs to a live customer and refers to live resources of the same one. */
public final class LiveReferences {

    private final Map<UUID, Resource> live;
    private final List<String> flaws = new ArrayList<>();

    private LiveReferences(Map<UUID, Resource> live) {
        this.live = live;
    }

    /** The flaws that the fold of the events shows. */
    public static List<String> flaws(List<ResourceEvent> events) {
        LiveReferences references = new LiveReferences(LiveResources.of(events));
        references.live.values().forEach(references::check);
        return references.flaws;
    }

    private void check(Resource resource) {
        Resource.getClassSchema().getFields().stream()
                .map(type -> resource.get(type.pos()))
                .filter(SpecificRecord.class::isInstance)
                .map(SpecificRecord.class::cast)
                .filter(state -> state.getSchema().getField("customer_id") != null)
                .forEach(state -> checkOwner(
                        (UUID) state.get(state.getSchema().getField("id").pos()), (UUID) state.get(
                                state.getSchema().getField("customer_id").pos())));
        Agent agent = resource.getAgent();
        if (agent != null) {
            checkTags(agent.getId(), agent.getCustomerId(), agent.getTagIds());
        }
        Number number = resource.getNumber();
        if (number != null) {
            checkFlow(number.getId(), number.getCustomerId(), number.getCallFlowId());
            checkFlow(number.getId(), number.getCustomerId(), number.getMessageFlowId());
        }
        Flow flow = resource.getFlow();
        if (flow != null) {
            checkFlow(flow.getId(), flow.getCustomerId(), flow.getOnCompleteFlowId());
        }
        Queue queue = resource.getQueue();
        if (queue != null) {
            checkTags(queue.getId(), queue.getCustomerId(), queue.getTagIds());
            checkFlow(queue.getId(), queue.getCustomerId(), queue.getWaitFlowId());
        }
    }

    private void checkOwner(UUID referrer, UUID customerId) {
        Resource owner = live.get(customerId);
        if (owner == null || owner.getCustomer() == null) {
            flaws.add(referrer + " lives under customer " + customerId + ", which does not");
        }
    }

    private void checkTags(UUID referrer, UUID customerId, List<String> tags) {
        tags.forEach(tag -> check(
                referrer,
                customerId,
                UUID.fromString(tag),
                resource -> Optional.ofNullable(resource.getTag()).map(Tag::getCustomerId)));
    }

    private void checkFlow(UUID referrer, UUID customerId, @Nullable UUID flow) {
        if (flow != null) {
            check(
                    referrer,
                    customerId,
                    flow,
                    resource -> Optional.ofNullable(resource.getFlow()).map(Flow::getCustomerId));
        }
    }

    private void check(
            UUID referrer, UUID customerId, UUID referred, Function<Resource, Optional<UUID>> customerOfReferred) {
        boolean sound = Optional.ofNullable(live.get(referred))
                .flatMap(customerOfReferred)
                .filter(customerId::equals)
                .isPresent();
        if (!sound) {
            flaws.add(referrer + " refers to " + referred + ", which is no live one of its customer");
        }
    }
}
