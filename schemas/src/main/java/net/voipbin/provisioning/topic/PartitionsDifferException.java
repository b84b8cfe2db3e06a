package net.voipbin.provisioning.topic;

/**
 * A topic exists with another number of partitions than it must have. It can't be changed in place: customers would
 * move to other partitions, away from their state and their order.
 */
public final class PartitionsDifferException extends RuntimeException {

    private final String topic;

    public PartitionsDifferException(String topic, int expected, int actual) {
        super("Topic %s has %d partitions, not %d".formatted(topic, actual, expected));
        this.topic = topic;
    }

    public String topic() {
        return topic;
    }
}
