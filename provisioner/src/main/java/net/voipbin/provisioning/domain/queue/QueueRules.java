package net.voipbin.provisioning.domain.queue;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.NamedReference;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.TagIds;

/** What the fields of a queue may hold. */
final class QueueRules {

    private static final String ROUTING_METHOD = "routing_method";

    private QueueRules() {}

    static Optional<Rejection> firstFlaw(
            Optional<String> name,
            Optional<String> detail,
            Optional<String> routingMethod,
            Optional<List<String>> tagIds,
            Optional<String> waitFlowId,
            Optional<Long> waitTimeout,
            Optional<Long> serviceTimeout) {
        return Field.firstFlaw(
                name.flatMap(text -> Field.text("name", text, Field.MAX_NAME)),
                detail.flatMap(text -> Field.text("detail", text, Field.MAX_DETAIL)),
                routingMethod.flatMap(QueueRules::routingMethodFlaw),
                tagIds.flatMap(TagIds::flaw),
                waitFlowId.flatMap(id -> NamedReference.flaw("wait_flow_id", id)),
                waitTimeout.flatMap(timeout -> timeoutFlaw("wait_timeout", timeout)),
                serviceTimeout.flatMap(timeout -> timeoutFlaw("service_timeout", timeout)));
    }

    private static Optional<Rejection> routingMethodFlaw(String named) {
        return Queue.RoutingMethod.named(named).isPresent()
                ? Optional.empty()
                : Optional.of(Rejection.ofField(
                        Reason.INVALID_ROUTING_METHOD,
                        ROUTING_METHOD,
                        ROUTING_METHOD + " is neither random nor ringall."));
    }

    private static Optional<Rejection> timeoutFlaw(String field, long milliseconds) {
        return milliseconds < 0 || milliseconds > Integer.MAX_VALUE
                ? Field.invalid(field, "is not between 0 and " + Integer.MAX_VALUE + ".")
                : Optional.empty();
    }
}
