package net.voipbin.provisioning.topic;

import static net.voipbin.provisioning.topic.Topic.Cleanup.COMPACT;
import static net.voipbin.provisioning.topic.Topic.Cleanup.DELETE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.voipbin.provisioning.contract.BillingEvent;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.vocabulary.ResultRetention;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The catalogue: the one place where the product's topics are declared. All of them have the same number of
 * partitions, so that a customer's records are in the same partition of each topic that is partitioned by customer.
 */
public final class Topics {

    /** Enough for a dozen stream threads; can't be changed once a customer exists. */
    public static final int DEFAULT_PARTITIONS = 12;

    /** The largest record batch that a publisher of commands may send, in bytes. */
    public static final int MAX_COMMAND_BYTES = 1 << 20;

    /** The largest record batch of every other topic: room for a whole command and what is said about it. */
    public static final int MAX_RECORD_BYTES = 4 << 20;

    private static final Map<String, String> LARGE =
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));

    /** What is asked; ordered by customer. */
    public static final Topic<Command> COMMANDS = new Topic<>(
            "provisioning.commands",
            "customer id",
            Command.class,
            DELETE,
            Duration.ofDays(7),
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_COMMAND_BYTES)));

    /** What has changed: the whole of each resource; ordered by customer, and enough to rebuild every reader. */
    public static final Topic<ResourceEvent> EVENTS = new Topic<>(
            "provisioning.events",
            "customer id/resource type/resource id",
            ResourceEvent.class,
            COMPACT,
            Duration.ofDays(1),
            Map.of(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(MAX_RECORD_BYTES),
                    // A reader that was away for less has not missed the end of a resource.
                    TopicConfig.DELETE_RETENTION_MS_CONFIG,
                    Long.toString(Duration.ofDays(7).toMillis())));

    /** What became of each command: a customer's in the order in which they were decided. */
    public static final Topic<CommandResult> RESULTS = new Topic<>(
            "provisioning.results", "customer id", CommandResult.class, DELETE, ResultRetention.TIME, LARGE);

    /** Private: hashes of secrets, the latest of each resource; for those who authenticate. */
    public static final Topic<Credential> CREDENTIALS = new Topic<>(
            "provisioning.credentials",
            "customer id/resource type/resource id",
            Credential.class,
            COMPACT,
            Duration.ofDays(1),
            Map.of());

    /** Private: mails that are to be sent, with secrets in them; for the mail service alone, and not for long. */
    public static final Topic<MailRequest> MAIL_REQUESTS = new Topic<>(
            "provisioning.mail-requests", "customer id", MailRequest.class, DELETE, Duration.ofHours(6), Map.of());

    /** What the billing service tells of customers; a translation makes commands of it. */
    public static final Topic<BillingEvent> BILLING_EVENTS = new Topic<>(
            "platform.billing-events", "customer id", BillingEvent.class, DELETE, Duration.ofDays(7), Map.of());

    /** Records that could not be taken as commands. */
    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(
            "provisioning.dead-letters", "the dead record's key", DeadLetter.class, DELETE, Duration.ofDays(14), LARGE);

    /** A lost claim, release or answer would block a customer or a value for ever: longer than any outage. */
    private static final Duration LONGER_THAN_ANY_OUTAGE = Duration.ofDays(30);

    /** Internal: requests for values that must be unique across customers. */
    public static final Topic<ClaimRequest> CLAIMS = new Topic<>(
            "provisioning.claims",
            "namespace:keyed hash of the value",
            ClaimRequest.class,
            DELETE,
            LONGER_THAN_ANY_OUTAGE,
            LARGE);

    /** Internal: what lets a customer's waiting commands go on. */
    public static final Topic<Wakeup> WAKEUPS =
            new Topic<>("provisioning.wakeups", "customer id", Wakeup.class, DELETE, LONGER_THAN_ANY_OUTAGE, LARGE);

    private static final List<Topic<? extends SpecificRecord>> ALL = List.of(
            COMMANDS, EVENTS, RESULTS, CREDENTIALS, MAIL_REQUESTS, BILLING_EVENTS, DEAD_LETTERS, CLAIMS, WAKEUPS);

    private Topics() {}

    /** Every topic, in the order in which a reader best meets them. */
    public static List<Topic<? extends SpecificRecord>> all() {
        return ALL;
    }
}
