package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.text.Words;

/** Where callers wait for an agent that has one of its tags. Immutable. */
public record Queue(UUID id, UUID customerId, Revision revision, Profile profile) implements Referring {

    public enum RoutingMethod {
        RANDOM,
        RINGALL;

        /** Empty where it is none of them. */
        public static Optional<RoutingMethod> named(String text) {
            return Words.find(values(), Words::of, text);
        }
    }

    /**
     * The fields that an update may change; all others are locked. Immutable.
     *
     * @param waitFlowId what callers hear while they wait; empty for nothing
     * @param waitTimeout in milliseconds
     * @param serviceTimeout in milliseconds
     */
    public record Profile(
            String name,
            String detail,
            RoutingMethod routingMethod,
            List<UUID> tagIds,
            Optional<UUID> waitFlowId,
            int waitTimeout,
            int serviceTimeout) {
        public Profile {
            tagIds = List.copyOf(tagIds);
        }
    }

    @Override
    public List<Reference> references() {
        return Stream.concat(
                        profile.tagIds().stream().map(tag -> new Reference(Type.TAG, tag, "tag_ids")),
                        profile.waitFlowId().map(flow -> new Reference(Type.FLOW, flow, "wait_flow_id")).stream())
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

    @Override
    public Queue withRevision(Revision other) {
        return new Queue(id, customerId, other, profile);
    }

    public Queue with(Profile changed) {
        return new Queue(id, customerId, revision, changed);
    }

    @Override
    public Queue without(UUID referred) {
        return with(new Profile(
                profile.name(),
                profile.detail(),
                profile.routingMethod(),
                profile.tagIds().stream().filter(tag -> !tag.equals(referred)).toList(),
                profile.waitFlowId().filter(flow -> !flow.equals(referred)),
                profile.waitTimeout(),
                profile.serviceTimeout()));
    }

    @Override
    public Queue ended() {
        return with(new Profile(
                "",
                "",
                profile.routingMethod(),
                List.of(),
                Optional.empty(),
                profile.waitTimeout(),
                profile.serviceTimeout()));
    }
}
