package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which version of a resource has a row, and which resource has none. */
@ExtendWith(EmptyReadModel.class)
class ReadModelResourcesTest {

    private final ReadModel readModel = new ReadModel(PostgreSql.readModel());
    private final BatchWriter batches = new BatchWriter(readModel);

    @Test
    void shouldDeleteTheRowOfADeletedResourceButNotOfADeletedCustomer() {
        // Given
        batches.write(Samples.everyResource(1));
        // When
        batches.write(
                Samples.event(Samples.CUSTOMER, 2, 0, 2, Samples.resource(Samples.deletedAgent(Samples.CUSTOMER, 2))),
                Samples.event(
                        Samples.CUSTOMER,
                        2,
                        1,
                        2,
                        Samples.resource(Samples.deletedCustomer(Samples.CUSTOMER, 2, CustomerStatus.deleted))));
        // Then
        assertThat(PostgreSql.count("agents")).isZero();
        assertThat(PostgreSql.count("billing_accounts")).isEqualTo(1);
        assertThat(PostgreSql.select("select version from customers")).containsExactly(Map.of("version", 2L));
    }

    @Test
    void shouldLeaveNoRowOfAResourceThatIsMadeAndDeletedInOneBatch() {
        // When
        batches.write(
                Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.agent(Samples.CUSTOMER, 1))),
                Samples.event(Samples.CUSTOMER, 2, Samples.resource(Samples.deletedAgent(Samples.CUSTOMER, 2))));
        // Then
        assertThat(PostgreSql.count("agents")).isZero();
        assertThat(PostgreSql.select("select change_seq from customer_progress"))
                .containsExactly(Map.of("change_seq", 2L));
    }

    @Test
    void shouldDeleteTheRowWhoseLastEventCompactionHasTaken() {
        // Given
        batches.write(Samples.everyResource(1));
        long next = readModel.nextOffset(BatchWriter.EVENTS);
        // When
        readModel.apply(
                new ProjectionBatch(
                        List.of(Samples.event(
                                Samples.CUSTOMER, 2, Samples.resource(Samples.account(Samples.CUSTOMER, 2)))),
                        Set.of(
                                new ResourceKey("agent", Samples.AGENT),
                                new ResourceKey("billing_account", Samples.ACCOUNT),
                                new ResourceKey("customer", Samples.CUSTOMER)),
                        List.of(),
                        List.of(),
                        Map.of(BatchWriter.EVENTS, next + 1)),
                Map.of(BatchWriter.EVENTS, next));
        // Then
        assertThat(PostgreSql.count("agents")).isZero();
        assertThat(PostgreSql.count("billing_accounts")).isZero();
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
    }

    @Test
    void shouldReplaceEveryColumnWithANewerVersion() {
        // Given
        batches.write(Samples.everyResource(1));
        // When
        batches.write(Samples.everyResource(2));
        // Then
        assertThat(names()).containsExactly("Acme 2", "Account 2", "Ann 2");
    }

    @Test
    void shouldNeverReplaceANewerVersionWithAnOlder() {
        // Given
        batches.write(Samples.everyResource(2));
        // When
        batches.write(Samples.everyResource(1));
        // Then
        assertThat(names()).containsExactly("Acme 2", "Account 2", "Ann 2");
    }

    @Test
    void shouldWriteTheLastOfSeveralVersionsInABatch() {
        // When
        batches.write(Stream.of(1, 2, 3)
                .flatMap(version -> Stream.of(Samples.everyResource(version)))
                .toArray(ResourceEvent[]::new));
        // Then
        assertThat(names()).containsExactly("Acme 3", "Account 3", "Ann 3");
    }

    private static List<Object> names() {
        return PostgreSql.select("""
                        select name from customers
                        union all select name from billing_accounts
                        union all select name from agents""").stream().map(row -> row.get("name")).toList();
    }
}
