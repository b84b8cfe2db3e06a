package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How far each customer's changes are in the read model. */
@ExtendWith(EmptyReadModel.class)
class CustomerProgressTest {

    private final BatchWriter batches = new BatchWriter(new ReadModel(PostgreSql.readModel()));

    @Test
    void shouldKeepEachCustomersLatestChange() {
        // Given
        batches.write(
                Samples.customerEvent(Samples.CUSTOMER, 1),
                Samples.customerEvent(Samples.CUSTOMER, 2),
                Samples.customerEvent(Samples.OTHER_CUSTOMER, 9));
        // When
        batches.write(Samples.customerEvent(Samples.CUSTOMER, 3), Samples.customerEvent(Samples.OTHER_CUSTOMER, 8));
        // Then
        assertThat(PostgreSql.select("select customer_id, change_seq from customer_progress"))
                .extracting(row -> row.get("customer_id"), row -> row.get("change_seq"))
                .containsExactlyInAnyOrder(tuple(Samples.CUSTOMER, 3L), tuple(Samples.OTHER_CUSTOMER, 9L));
    }

    @Test
    void shouldKeepTheTimeOfEachCustomersLatestChange() {
        // Given
        batches.write(at(Samples.BIRTH.plusSeconds(2), 2), at(Samples.BIRTH.plusSeconds(1), 1));
        // When
        batches.write(at(Samples.BIRTH.plusSeconds(9), 1));
        // Then
        assertThat(lastChange()).isEqualTo(Samples.BIRTH.plusSeconds(2));
    }

    @Test
    void shouldMoveTheTimeOfTheLatestChangeWithTheNextChange() {
        // Given
        batches.write(at(Samples.BIRTH.plusSeconds(2), 1));
        // When
        batches.write(at(Samples.BIRTH.plusSeconds(3), 2));
        // Then
        assertThat(lastChange()).isEqualTo(Samples.BIRTH.plusSeconds(3));
    }

    private static ResourceEvent at(Instant time, long changeSeq) {
        return ResourceEvent.newBuilder(Samples.customerEvent(Samples.CUSTOMER, changeSeq))
                .setTime(time)
                .build();
    }

    private static Instant lastChange() {
        return PostgreSql.readModel()
                .withHandle(handle -> handle.select("select tm_last_change from customer_progress")
                        .mapTo(Instant.class)
                        .one());
    }
}
