package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Offsets that move in the transaction that writes what lies before them, for one process at a time. */
@ExtendWith(EmptyReadModel.class)
class ReadModelOffsetsTest {

    private final ReadModel readModel = new ReadModel(PostgreSql.readModel());

    @Test
    void shouldBeginAtZeroAndGoOnWhereTheBatchEnded() {
        // Given
        long beginning = readModel.nextOffset(BatchWriter.EVENTS);
        // When
        readModel.apply(
                new ProjectionBatch(
                        List.of(Samples.customerEvent(Samples.CUSTOMER, 1)),
                        Set.of(),
                        List.of(),
                        List.of(),
                        Map.of(BatchWriter.EVENTS, 17L)),
                Map.of(BatchWriter.EVENTS, beginning));
        // Then
        assertThat(beginning).isZero();
        assertThat(readModel.nextOffset(BatchWriter.EVENTS)).isEqualTo(17);
        assertThat(readModel.nextOffset(BatchWriter.RESULTS)).isZero();
    }

    @Test
    void shouldWriteNothingWhenAnotherProcessMovedOneOfTheOffsets() {
        // Given
        readModel.nextOffset(BatchWriter.EVENTS);
        readModel.nextOffset(BatchWriter.RESULTS);
        readModel.apply(
                new ProjectionBatch(List.of(), Set.of(), List.of(), List.of(), Map.of(BatchWriter.RESULTS, 5L)),
                Map.of(BatchWriter.RESULTS, 0L));
        ProjectionBatch stale = new ProjectionBatch(
                List.of(Samples.everyResource(1)),
                Set.of(),
                List.of(Samples.password(Samples.CUSTOMER, Samples.AGENT, 1, "hash")),
                List.of(Samples.received(Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 1))),
                Map.of(BatchWriter.EVENTS, 3L, BatchWriter.RESULTS, 1L));
        // When
        assertThatExceptionOfType(StaleOffsetException.class)
                .isThrownBy(() -> readModel.apply(stale, Map.of(BatchWriter.EVENTS, 0L, BatchWriter.RESULTS, 0L)))
                .withMessageContaining(BatchWriter.RESULTS.toString());
        // Then
        assertThat(Stream.of(
                                "customers",
                                "agents",
                                "billing_accounts",
                                "credentials",
                                "customer_progress",
                                "command_results")
                        .map(PostgreSql::count))
                .containsOnly(0L);
        assertThat(readModel.nextOffset(BatchWriter.EVENTS)).isZero();
        assertThat(readModel.nextOffset(BatchWriter.RESULTS)).isEqualTo(5);
    }

    @Test
    void shouldMoveNoOffsetWhenARowCannotBeWritten() {
        // Given
        readModel.nextOffset(BatchWriter.EVENTS);
        ResourceEvent unknown =
                Samples.event(Samples.CUSTOMER, 2, Resource.newBuilder().build());
        // When
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> readModel.apply(
                        new ProjectionBatch(
                                List.of(Samples.customerEvent(Samples.CUSTOMER, 1), unknown),
                                Set.of(),
                                List.of(),
                                List.of(),
                                Map.of(BatchWriter.EVENTS, 2L)),
                        Map.of(BatchWriter.EVENTS, 0L)));
        // Then
        assertThat(PostgreSql.count("customers")).isZero();
        assertThat(readModel.nextOffset(BatchWriter.EVENTS)).isZero();
    }

    @Test
    void shouldLetOneOfTwoProcessesWithTheSameBatchWrite() throws Exception {
        // Given
        readModel.nextOffset(BatchWriter.EVENTS);
        ProjectionBatch batch = new ProjectionBatch(
                List.of(Samples.customerEvent(Samples.CUSTOMER, 1)),
                Set.of(),
                List.of(),
                List.of(),
                Map.of(BatchWriter.EVENTS, 1L));
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<String> process = () -> {
            together.await();
            try {
                new ReadModel(PostgreSql.readModel()).apply(batch, Map.of(BatchWriter.EVENTS, 0L));
                return "written";
            } catch (StaleOffsetException e) {
                return "stale";
            }
        };
        // When
        List<String> outcomes = atOnce(process);
        // Then
        assertThat(outcomes).containsExactlyInAnyOrder("written", "stale");
        assertThat(readModel.nextOffset(BatchWriter.EVENTS)).isEqualTo(1);
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
    }

    @Test
    void shouldMakeThePartitionsRowOnceWhenTwoProcessesBeginAtOnce() throws Exception {
        // Given
        CyclicBarrier together = new CyclicBarrier(2);
        // When
        List<Long> offsets = atOnce(() -> {
            together.await();
            return readModel.nextOffset(BatchWriter.EVENTS);
        });
        // Then
        assertThat(offsets).containsExactly(0L, 0L);
    }

    private static <T> List<T> atOnce(Callable<T> process) throws InterruptedException, ExecutionException {
        try (ExecutorService processes = Executors.newFixedThreadPool(2)) {
            List<Future<T>> running = processes.invokeAll(List.of(process, process));
            return List.of(running.getFirst().get(), running.getLast().get());
        }
    }
}
