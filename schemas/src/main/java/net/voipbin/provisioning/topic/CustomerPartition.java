package net.voipbin.provisioning.topic;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;

/**
 * Where a customer's records go: the partition that Kafka's default partitioner gives to the customer id as a UTF-8
 * string key. Topics whose keys hold more than the customer id use it, so that all of a customer's records of a topic
 * are in one partition, the same in every topic with as many partitions.
 */
public final class CustomerPartition {

    private CustomerPartition() {}

    public static int of(UUID customerId, int partitions) {
        return Utils.toPositive(Utils.murmur2(customerId.toString().getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
