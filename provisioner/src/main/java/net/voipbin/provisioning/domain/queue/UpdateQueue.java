package net.voipbin.provisioning.domain.queue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.LockedFields;
import net.voipbin.provisioning.domain.NamedReference;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.TagIds;

/**
 * Changes the fields that it names and leaves the others.
 *
 * @param waitTimeout in milliseconds
 * @param serviceTimeout in milliseconds
 * @param locked locked fields that the request named, by JSON name, as canonical JSON
 */
public record UpdateQueue(
        UUID queueId,
        Optional<String> name,
        Optional<String> detail,
        Optional<String> routingMethod,
        Optional<List<String>> tagIds,
        Optional<String> waitFlowId,
        Optional<Long> waitTimeout,
        Optional<Long> serviceTimeout,
        Map<String, String> locked)
        implements Request {

    public UpdateQueue {
        tagIds = tagIds.map(List::copyOf);
        locked = Map.copyOf(locked);
    }

    /** An update that names the queue's tags alone. */
    static UpdateQueue ofTagIds(UUID queueId, List<String> tagIds) {
        return ofOne(queueId, Optional.empty(), Optional.of(tagIds));
    }

    /** An update that names the queue's routing method alone. */
    static UpdateQueue ofRoutingMethod(UUID queueId, String routingMethod) {
        return ofOne(queueId, Optional.of(routingMethod), Optional.empty());
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.STAFF,
                Queue.class,
                queueId,
                queue -> flaw().or(() -> LockedFields.refusal(queue, locked))
                        .map(Rejection::decision)
                        .orElseGet(() ->
                                Decision.Applied.updated(situation, queue, queue.with(changed(queue.profile())))));
    }

    private Queue.Profile changed(Queue.Profile present) {
        return new Queue.Profile(
                name.orElse(present.name()),
                detail.orElse(present.detail()),
                routingMethod.flatMap(Queue.RoutingMethod::named).orElse(present.routingMethod()),
                tagIds.map(TagIds::parse).orElse(present.tagIds()),
                waitFlowId.map(NamedReference::parse).orElse(present.waitFlowId()),
                waitTimeout.map(Math::toIntExact).orElse(present.waitTimeout()),
                serviceTimeout.map(Math::toIntExact).orElse(present.serviceTimeout()));
    }

    private Optional<Rejection> flaw() {
        return QueueRules.firstFlaw(name, detail, routingMethod, tagIds, waitFlowId, waitTimeout, serviceTimeout);
    }

    private static UpdateQueue ofOne(UUID queueId, Optional<String> routingMethod, Optional<List<String>> tagIds) {
        return new UpdateQueue(
                queueId,
                Optional.empty(),
                Optional.empty(),
                routingMethod,
                tagIds,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
