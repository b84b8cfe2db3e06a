package net.voipbin.provisioning.domain.queue;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.NamedReference;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.TagIds;

/**
 * A new queue; the plan limits how many there are.
 *
 * @param waitTimeout in milliseconds
 * @param serviceTimeout in milliseconds
 */
public record CreateQueue(
        String name,
        String detail,
        String routingMethod,
        List<String> tagIds,
        String waitFlowId,
        long waitTimeout,
        long serviceTimeout)
        implements Request {

    public CreateQueue {
        tagIds = List.copyOf(tagIds);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCreate(
                situation,
                Permission.STAFF,
                customer -> flaw().map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.of(Change.created(queue(situation)))));
    }

    private Optional<Rejection> flaw() {
        return QueueRules.firstFlaw(
                Optional.of(name),
                Optional.of(detail),
                Optional.of(routingMethod),
                Optional.of(tagIds),
                Optional.of(waitFlowId),
                Optional.of(waitTimeout),
                Optional.of(serviceTimeout));
    }

    private Queue queue(Situation situation) {
        return new Queue(
                situation.newId(Resource.Type.QUEUE),
                situation.customerId(),
                Revision.first(situation.time()),
                new Queue.Profile(
                        name,
                        detail,
                        Queue.RoutingMethod.named(routingMethod).orElseThrow(),
                        TagIds.parse(tagIds),
                        NamedReference.parse(waitFlowId),
                        Math.toIntExact(waitTimeout),
                        Math.toIntExact(serviceTimeout)));
    }
}
