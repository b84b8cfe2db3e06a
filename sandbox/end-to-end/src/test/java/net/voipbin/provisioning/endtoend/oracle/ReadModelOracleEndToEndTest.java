package net.voipbin.provisioning.endtoend.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks on the read model find a defect that is planted for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReadModelOracleEndToEndTest {

    private BornCustomer customer;

    @BeforeAll
    void aCustomerIsBornAndProjected() {
        customer = new BornCustomer(SystemUnderTest.shared());
    }

    @AfterAll
    void close() {
        customer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update customers set name = 'another' where id = :id",
                "update customers set version = version + 1 where id = :id",
                "update agents set permission = 1 where customer_id = :id",
                "delete from agents where customer_id = :id",
                "delete from billing_accounts where customer_id = :id",
                "update customer_progress set change_seq = change_seq + 1 where customer_id = :id",
                "update customer_progress set tm_last_change = now() where customer_id = :id",
                "insert into agents select gen_random_uuid(), customer_id, version, username, name, detail, ring_method,"
                        + " status, permission, tag_ids, addresses, guest, tm_create, tm_update, tm_delete"
                        + " from agents where customer_id = :id",
                "insert into tags values (gen_random_uuid(), :id, 1, 'unheard of', '', now(), null, null)"
            })
    void shouldFindAReadModelThatDiffersFromTheEvents(String defect) {
        inTransactionThatIsUndone(defective -> {
            // Given
            ReadModelAgainstEvents oracle = new ReadModelAgainstEvents(defective);
            assertThat(oracle.flaws(customer.events().values())).isEmpty();

            // When
            int planted = defective.withHandle(handle -> plant(handle, defect));

            // Then
            assertThat(planted).isPositive();
            assertThat(oracle.flaws(customer.events().values())).isNotEmpty();
        });
    }

    @Test
    void shouldFindARowOfADeletedResource() {
        // Given
        ResourceEvent ofGuest = customer.birth().stream()
                .filter(event -> event.getResource().getAgent() != null)
                .findFirst()
                .orElseThrow();
        ResourceEvent deletion = ResourceEvent.newBuilder(ofGuest)
                .setResource(Resource.newBuilder()
                        .setAgent(Agent.newBuilder(ofGuest.getResource().getAgent())
                                .setTmDelete(Instant.EPOCH)
                                .build())
                        .build())
                .build();

        // When
        List<ResourceEvent> defective = new ArrayList<>(customer.events().values());
        defective.add(deletion);

        // Then
        assertThat(new ReadModelAgainstEvents(customer.system().database()).flaws(defective))
                .singleElement()
                .asString()
                .startsWith("agents ")
                .endsWith("has no event");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from agents where customer_id = :id",
                "delete from billing_accounts where customer_id = :id",
                "update agents set guest = false where customer_id = :id",
                "update agents set tm_delete = now() where customer_id = :id",
                "delete from customers where id = :id",
                "update customers set tm_delete = now() where id = :id"
            })
    void shouldFindACustomerWithoutItsGuestOrAccountInTheReadModel(String defect) {
        inTransactionThatIsUndone(defective -> {
            // Given
            ReadModelAgainstEvents oracle = new ReadModelAgainstEvents(defective);
            assertThat(oracle.incompleteCustomers()).isEmpty();

            // When
            int planted = defective.withHandle(handle -> plant(handle, defect));

            // Then
            assertThat(planted).isPositive();
            assertThat(oracle.incompleteCustomers()).containsExactly(customer.id());
        });
    }

    private int plant(Handle handle, String defect) {
        return handle.createUpdate(defect).bind("id", customer.id()).execute();
    }

    private void inTransactionThatIsUndone(Consumer<Jdbi> work) {
        TestBed bed = customer.system().bed();
        try (Connection connection = DriverManager.getConnection(bed.jdbcUrl(), bed.jdbcUser(), bed.jdbcPassword())) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            work.accept(Jdbi.create(connection));
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
