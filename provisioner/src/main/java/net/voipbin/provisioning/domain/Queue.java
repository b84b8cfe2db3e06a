package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.text.Words;

/**
 * Where callers wait for an agent that has one of its tags. Immutable.
 *
 * @param waitTimeout in milliseconds
 * @param serviceTimeout in milliseconds
 */
public record Queue(
        UUID id,
        UUID customerId,
        Revision revision,
        String name,
        String detail,
        RoutingMethod routingMethod,
        List<UUID> tagIds,
        Optional<UUID> waitFlowId,
        int waitTimeout,
        int serviceTimeout)
        implements Referring {

    public enum RoutingMethod {
        RANDOM,
        RINGALL;

        /** Empty where it is none of them. */
        public static Optional<RoutingMethod> named(String text) {
            return Words.find(values(), Words::of, text);
        }
    }

    public Queue {
        tagIds = List.copyOf(tagIds);
    }

    @Override
    public List<Reference> references() {
        return Stream.concat(
                        tagIds.stream().map(tag -> new Reference(Type.TAG, tag, "tag_ids")),
                        waitFlowId.map(flow -> new Reference(Type.FLOW, flow, "wait_flow_id")).stream())
                .toList();
    }

    @Override
    public List<Quota> quotas() {
        return List.of(Quota.QUEUES);
    }

    @Override
    public Map<String, Locked> lockedFields() {
        return LockedFields.of(this, Map.of());
    }

    public Queue with(
            String newName,
            String newDetail,
            RoutingMethod newRoutingMethod,
            List<UUID> newTagIds,
            Optional<UUID> newWaitFlowId,
            int newWaitTimeout,
            int newServiceTimeout,
            Instant time) {
        return new Queue(
                id,
                customerId,
                revision.updated(time),
                newName,
                newDetail,
                newRoutingMethod,
                newTagIds,
                newWaitFlowId,
                newWaitTimeout,
                newServiceTimeout);
    }

    public Queue withTagIds(List<UUID> changed, Instant time) {
        return with(name, detail, routingMethod, changed, waitFlowId, waitTimeout, serviceTimeout, time);
    }

    public Queue with(RoutingMethod changed, Instant time) {
        return with(name, detail, changed, tagIds, waitFlowId, waitTimeout, serviceTimeout, time);
    }

    @Override
    public Queue without(UUID referred, Instant time) {
        return with(
                name,
                detail,
                routingMethod,
                tagIds.stream().filter(tag -> !tag.equals(referred)).toList(),
                waitFlowId.filter(flow -> !flow.equals(referred)),
                waitTimeout,
                serviceTimeout,
                time);
    }

    public Queue deleted(Instant time) {
        return new Queue(
                id,
                customerId,
                revision.deleted(time),
                name,
                detail,
                routingMethod,
                tagIds,
                waitFlowId,
                waitTimeout,
                serviceTimeout);
    }

    @Override
    public Queue ended(Instant time) {
        return new Queue(
                id,
                customerId,
                revision.deleted(time),
                "",
                "",
                routingMethod,
                List.of(),
                Optional.empty(),
                waitTimeout,
                serviceTimeout);
    }
}
