package net.voipbin.provisioning.configuration;

/**
 * How long a member of a consumer group may be silent, the same for the Kafka Streams application and the projection.
 */
public final class GroupTimeouts {

    /** The partitions of a dead instance move after this; an instance that comes back before keeps them. */
    public static final int SESSION_MS = 10_000;

    /**
     * How long a rebalance waits for a member, and a member for the answer to its joining, which never comes where a
     * coordinator loses it (seen with Kafka 4.3.1, whose default is five minutes). A poll's records take so long only where
     * a server is away, and then the transaction is lost as well.
     */
    public static final int MAX_POLL_INTERVAL_MS = 60_000;

    private GroupTimeouts() {}
}
