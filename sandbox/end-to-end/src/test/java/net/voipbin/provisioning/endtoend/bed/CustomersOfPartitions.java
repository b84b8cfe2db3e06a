package net.voipbin.provisioning.endtoend.bed;

import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.topic.CustomerPartition;

/** New customer ids by the partition that they belong to. */
public final class CustomersOfPartitions {

    private CustomersOfPartitions() {}

    public static UUID in(int partition) {
        return Stream.generate(UUID::randomUUID)
                .filter(id -> partition(id) == partition)
                .findFirst()
                .orElseThrow();
    }

    /** One whose records are in another partition than the given customer's. */
    public static UUID other(UUID customerId) {
        return in((partition(customerId) + 1) % ProgramSettings.PARTITIONS);
    }

    private static int partition(UUID customerId) {
        return CustomerPartition.of(customerId, ProgramSettings.PARTITIONS);
    }
}
