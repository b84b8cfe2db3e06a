package net.voipbin.provisioning.topic;

import static net.voipbin.provisioning.topic.Topic.Cleanup.COMPACT;
import static net.voipbin.provisioning.topic.Topic.Cleanup.DELETE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Wakeup;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;

/** The catalogue: the one place where the product's topics are declared. */
public final class Topics {

    /** What is asked; ordered by customer. The broker's clock stamps it, so that no publisher's can hold records back. */
    public static final Topic<Command> COMMANDS = new Topic<>(
            "provisioning.commands",
            "customer id",
            Command.class,
            DELETE,
            Duration.ofDays(7),
            Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));

    /** What has changed: the whole of each resource; ordered by customer, and enough to rebuild every reader. */
    public static final Topic<ResourceEvent> EVENTS = new Topic<>(
            "provisioning.events",
            "customer id/resource type/resource id",
            ResourceEvent.class,
            COMPACT,
            Duration.ofDays(1),
            Map.of());

    /** What became of each command; partitioned by the asker. */
    public static final Topic<CommandResult> RESULTS = new Topic<>(
            "provisioning.results", "command id", CommandResult.class, DELETE, Duration.ofDays(8), Map.of());

    /** Records that could not be taken as commands. */
    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(
            "provisioning.dead-letters",
            "the dead record's key",
            DeadLetter.class,
            DELETE,
            Duration.ofDays(14),
            Map.of());

    /** Internal: requests for values that must be unique across customers. */
    public static final Topic<ClaimRequest> CLAIMS = new Topic<>(
            "provisioning.claims",
            "namespace:keyed hash of the value",
            ClaimRequest.class,
            DELETE,
            Duration.ofDays(1),
            Map.of());

    /** Internal: what lets a customer's waiting commands go on. */
    public static final Topic<Wakeup> WAKEUPS =
            new Topic<>("provisioning.wakeups", "customer id", Wakeup.class, DELETE, Duration.ofDays(1), Map.of());

    private static final List<Topic<? extends SpecificRecord>> ALL =
            List.of(COMMANDS, EVENTS, RESULTS, DEAD_LETTERS, CLAIMS, WAKEUPS);

    private Topics() {}

    /** Every topic, in the order in which a reader best meets them. */
    public static List<Topic<? extends SpecificRecord>> all() {
        return ALL;
    }
}
