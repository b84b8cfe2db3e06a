package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.topic.Topics;
import org.assertj.core.groups.Tuple;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the results of a customer that ends lose their personal data. */
@ExtendWith(EmptyReadModel.class)
class ReadModelErasureTest {

    private final ReadModel readModel = new ReadModel(PostgreSql.readModel());
    private final BatchWriter batches = new BatchWriter(readModel);

    @ParameterizedTest
    @EnumSource(
            value = CustomerStatus.class,
            names = {"deleted", "expired"})
    void shouldEmptyTheResultsOfACustomerThatEnds(CustomerStatus status) {
        // Given
        batches.write(
                Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 1),
                Samples.applied(Samples.COMMAND, Samples.OTHER_CUSTOMER, 1),
                Samples.rejected(Samples.OTHER_COMMAND, Samples.CUSTOMER, 1, "LOCKED_FIELD"));
        // When
        batches.write(Samples.end(Samples.CUSTOMER, 2, status));
        batches.eraseAll();
        // Then
        assertThat(results())
                .containsExactlyInAnyOrder(
                        tuple(Samples.COMMAND, Samples.CUSTOMER, true),
                        tuple(Samples.COMMAND, Samples.OTHER_CUSTOMER, false),
                        tuple(Samples.OTHER_COMMAND, Samples.CUSTOMER, false));
    }

    @Test
    void shouldEmptyAResultThatComesAfterItsCustomersEnd() {
        // Given
        batches.write(Samples.end(Samples.CUSTOMER, 2, CustomerStatus.deleted));
        // When
        batches.write(
                Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 1),
                Samples.rejected(Samples.OTHER_COMMAND, Samples.CUSTOMER, 1, "LOCKED_FIELD"));
        // Then
        assertThat(results())
                .containsExactlyInAnyOrder(
                        tuple(Samples.COMMAND, Samples.CUSTOMER, true),
                        tuple(Samples.OTHER_COMMAND, Samples.CUSTOMER, false));
    }

    @Test
    void shouldEmptyAResultThatComesTogetherWithItsCustomersEnd() {
        // When
        batches.write(
                List.of(Samples.end(Samples.CUSTOMER, 2, CustomerStatus.deleted)),
                List.of(Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 1)));
        // Then
        assertThat(results()).containsExactly(tuple(Samples.COMMAND, Samples.CUSTOMER, true));
    }

    @Test
    void shouldLeaveTheResultOfTheDeletionItselfWhetherItComesBeforeOrAfter() {
        // Given
        batches.write(Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 2));
        batches.write(Samples.end(Samples.CUSTOMER, 2, CustomerStatus.deleted));
        // What it owned goes in changes of their own, where it is much.
        batches.write(Samples.event(Samples.CUSTOMER, 3, Samples.resource(Samples.deletedAgent(Samples.CUSTOMER, 2))));
        // When
        batches.write(Samples.applied(Samples.OTHER_COMMAND, Samples.CUSTOMER, 2));
        batches.eraseAll();
        // Then
        assertThat(results())
                .containsExactlyInAnyOrder(
                        tuple(Samples.COMMAND, Samples.CUSTOMER, false),
                        tuple(Samples.OTHER_COMMAND, Samples.CUSTOMER, false));
    }

    @Test
    void shouldEmptyABoundedNumberOfResultsAtOnceUntilNoneIsLeft() {
        // Given
        PostgreSql.readModel()
                .useHandle(handle -> handle.createUpdate("""
                        insert into command_results
                        select gen_random_uuid(), :customer, null, '', 'APPLIED', null, 1, now(), 'personal'
                        from generate_series(1, 12000)""")
                        .bind("customer", Samples.CUSTOMER)
                        .execute());
        batches.write(Samples.end(Samples.CUSTOMER, 2, CustomerStatus.deleted));
        String left = "select count(*) as left from command_results where result is not null";
        // When
        List<Object> counts = Stream.generate(() -> {
                    boolean more = readModel.eraseResults();
                    return more ? PostgreSql.select(left).getFirst().get("left") : "done";
                })
                .limit(4)
                .toList();
        // Then
        assertThat(counts).containsExactly(7000L, 2000L, 0L, "done");
    }

    @Test
    void shouldEmptyAResultThatWasBeingWrittenWhileItsCustomerEnded() throws Exception {
        // Given
        readModel.nextOffset(BatchWriter.RESULTS);
        try (Handle writer = PostgreSql.readModel().open();
                ExecutorService processes = Executors.newSingleThreadExecutor()) {
            writer.begin();
            writer.execute("update projection_offsets set next_offset = 1 where topic = ?", Topics.RESULTS.name());
            writer.execute(
                    "insert into command_results values (?, ?, null, '', 'APPLIED', null, 1, now(), 'personal')",
                    Samples.COMMAND,
                    Samples.CUSTOMER);
            batches.write(Samples.end(Samples.CUSTOMER, 2, CustomerStatus.deleted));
            // When
            Future<Boolean> erasure = processes.submit(readModel::eraseResults);
            await().until(() -> !PostgreSql.select("select 1 from pg_locks where not granted")
                    .isEmpty());
            writer.commit();
            erasure.get();
        }
        // Then
        assertThat(results()).containsExactly(tuple(Samples.COMMAND, Samples.CUSTOMER, true));
        assertThat(readModel.eraseResults()).isFalse();
    }

    @Test
    void shouldRememberNoEndThatWasNotWritten() {
        // Given
        readModel.nextOffset(BatchWriter.EVENTS);
        ProjectionBatch stale = new ProjectionBatch(
                List.of(Samples.end(Samples.CUSTOMER, 2, CustomerStatus.deleted)),
                Set.of(),
                List.of(),
                List.of(),
                Map.of(BatchWriter.EVENTS, 9L));
        // When
        assertThatExceptionOfType(StaleOffsetException.class)
                .isThrownBy(() -> readModel.apply(stale, Map.of(BatchWriter.EVENTS, 8L)));
        // Then
        assertThat(PostgreSql.count("erasures")).isZero();
    }

    private static List<Tuple> results() {
        return PostgreSql.select("select command_id, customer_id, result is null as emptied from command_results")
                .stream()
                .map(row -> tuple(row.get("command_id"), row.get("customer_id"), row.get("emptied")))
                .toList();
    }
}
