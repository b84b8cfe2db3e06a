package net.voipbin.provisioning.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

final class CustomerPartitionTest {

    @Property
    void shouldBeThePartitionOfKafkasDefaultPartitioner(
            @ForAll long high, @ForAll long low, @ForAll @IntRange(min = 1, max = 1_000) int partitions) {
        // Given
        UUID customerId = new UUID(high, low);

        // When
        int partition = CustomerPartition.of(customerId, partitions);

        // Then
        assertThat(partition)
                .isEqualTo(BuiltInPartitioner.partitionForKey(
                        customerId.toString().getBytes(StandardCharsets.UTF_8), partitions));
    }
}
