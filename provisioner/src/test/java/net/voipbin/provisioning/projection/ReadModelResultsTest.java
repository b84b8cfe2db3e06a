package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.projection.ProjectionBatch.ReceivedResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The results of commands in the read model, until they are pruned. */
@ExtendWith(EmptyReadModel.class)
class ReadModelResultsTest {

    private final ReadModel readModel = new ReadModel(PostgreSql.readModel());
    private final BatchWriter batches = new BatchWriter(readModel);

    @Test
    void shouldWriteEveryColumnOfAResult() {
        // Given
        CommandResult applied = Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 4);
        // When
        batches.write(applied, Samples.rejected(Samples.OTHER_COMMAND, Samples.CUSTOMER, 4, "LOCKED_FIELD"));
        // Then
        assertThat(PostgreSql.select("select * from command_results where command_id = '" + Samples.COMMAND + "'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row)
                            .containsEntry("customer_id", Samples.CUSTOMER)
                            .containsEntry("actor_agent_id", Samples.ACTOR)
                            .containsEntry("fingerprint", new byte[] {1, 2, 3})
                            .containsEntry("outcome", "APPLIED")
                            .containsEntry("reason", null)
                            .containsEntry("change_seq", 4L)
                            .containsEntry("tm_decided", Timestamp.from(Samples.DECIDED))
                            .containsEntry("result", Wire.write(applied));
                });
    }

    @Test
    void shouldNameTheReasonOfARejection() {
        // When
        batches.write(
                Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 4),
                Samples.rejected(Samples.OTHER_COMMAND, Samples.CUSTOMER, 4, "LOCKED_FIELD"));
        // Then
        assertThat(PostgreSql.select("select command_id, outcome, reason from command_results order by command_id"))
                .extracting(row -> row.get("outcome"), row -> row.get("reason"))
                .containsExactly(tuple("APPLIED", null), tuple("REJECTED", "LOCKED_FIELD"));
    }

    @Test
    void shouldKeepTheFirstOfTwoResultsOfACommand() {
        // Given
        CommandResult first = Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 4);
        batches.write(first, first);
        // When
        batches.write(Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 5));
        // Then
        assertThat(PostgreSql.select("select change_seq from command_results"))
                .containsExactly(Map.of("change_seq", 4L));
    }

    @Test
    void shouldKeepTheFirstOfTwoResultsOfACommandWhereBothComeAtOnceAndManyCustomersHaveEnded() {
        // Given
        PostgreSql.readModel().useHandle(handle -> {
            handle.execute("insert into erasures select gen_random_uuid(), 1, true from generate_series(1, 20000)");
            handle.execute("analyze erasures");
        });
        List<CommandResult> results = LongStream.range(0, 2_000)
                .mapToObj(command -> Samples.applied(new UUID(1, command), Samples.CUSTOMER, 4))
                .toList();
        Instant again = Samples.DECIDED.plusSeconds(60);
        List<ReceivedResult> received = Stream.concat(
                        results.stream().map(Samples::received),
                        results.stream()
                                .map(result -> new ReceivedResult(result, Wire.write(result), again.toEpochMilli())))
                .toList();
        long next = readModel.nextOffset(BatchWriter.EVENTS);
        // When
        readModel.apply(
                new ProjectionBatch(List.of(), Set.of(), List.of(), received, Map.of(BatchWriter.EVENTS, next + 1)),
                Map.of(BatchWriter.EVENTS, next));
        // Then
        assertThat(PostgreSql.select("select distinct tm_decided from command_results"))
                .containsExactly(Map.of("tm_decided", Timestamp.from(Samples.DECIDED)));
    }

    @Test
    void shouldTellTheSameCommandIdOfTwoCustomersApart() {
        // When
        batches.write(
                Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 4),
                Samples.applied(Samples.COMMAND, Samples.OTHER_CUSTOMER, 4));
        // Then
        assertThat(PostgreSql.count("command_results")).isEqualTo(2);
    }

    @Test
    void shouldNotKeepTheRejectionOfAReusedCommandId() {
        // When
        batches.write(
                Samples.rejected(Samples.COMMAND, Samples.CUSTOMER, 4, "IDEMPOTENCY_KEY_REUSED"),
                Samples.applied(Samples.OTHER_COMMAND, Samples.CUSTOMER, 4));
        // Then
        assertThat(PostgreSql.select("select command_id from command_results"))
                .containsExactly(Map.of("command_id", Samples.OTHER_COMMAND));
    }

    @Test
    void shouldPruneResultsByAge() {
        // Given
        batches.write(Samples.applied(Samples.COMMAND, Samples.CUSTOMER, 1));
        Duration age = Duration.ofDays(8);
        // When
        readModel.pruneResults(age, Samples.DECIDED.plus(age));
        long early = PostgreSql.count("command_results");
        boolean more = readModel.pruneResults(age, Samples.DECIDED.plus(age).plusMillis(1));
        // Then
        assertThat(early).isEqualTo(1);
        assertThat(more).isFalse();
        assertThat(PostgreSql.count("command_results")).isZero();
    }

    @Test
    void shouldPruneABoundedNumberAtOnceTheOldestFirst() {
        // Given
        PostgreSql.readModel().useHandle(handle -> handle.execute("""
                insert into command_results
                select gen_random_uuid(), gen_random_uuid(), null, '', 'APPLIED', null, n,
                       timestamptz '2026-01-01T00:00:00Z' + n * interval '1 second', null
                from generate_series(1, 5003) n"""));
        // When
        boolean more = readModel.pruneResults(Duration.ZERO, Instant.parse("2026-02-01T00:00:00Z"));
        // Then
        assertThat(more).isTrue();
        assertThat(PostgreSql.select("select change_seq from command_results order by change_seq"))
                .extracting(row -> row.get("change_seq"))
                .containsExactly(5001L, 5002L, 5003L);
    }
}
