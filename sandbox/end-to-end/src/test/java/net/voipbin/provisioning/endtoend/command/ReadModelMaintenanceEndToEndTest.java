package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.endtoend.bed.StoredResource;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.endtoend.load.CommandLoad;
import net.voipbin.provisioning.endtoend.rest.RestBed;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.maintenance.Rebuild;
import net.voipbin.provisioning.maintenance.Verification;
import net.voipbin.provisioning.projection.Comparison;
import net.voipbin.provisioning.sandbox.part.EmbeddedParts;
import net.voipbin.provisioning.sandbox.process.Directories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The read model is compared with the topics, and made anew from them, while it is written and read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
final class ReadModelMaintenanceEndToEndTest {

    private static final int COMMANDS_PER_SECOND = 100;
    private static final int REBUILDS = 3;

    private Path directory;
    private EmbeddedParts parts;
    private RestBed bed;
    private SystemUnderTest system;
    private ProvisionerSettings settings;
    private List<String> migrated;

    /** Parts of its own, with little in them: each test folds the topics from their beginnings, several times. */
    @BeforeAll
    void start() throws IOException {
        directory = Files.createTempDirectory("maintenance");
        parts = EmbeddedParts.in(directory).start();
        system = SystemUnderTest.on(new TestBed.Embedded(parts));
        bed = RestBed.on(system);
        settings = ProvisionerSettings.of(system.provisionerEnvironment());
        migrated = indexes();
    }

    @AfterAll
    void end() throws IOException {
        bed.close();
        system.close();
        parts.close();
        Directories.delete(directory);
    }

    @AfterEach
    void mend() {
        rebuild();
    }

    @Test
    void shouldFindTheReadModelEqualToTheTopicsWhileBothAreWritten() {
        // Given
        try (CommandLoad load = new CommandLoad(system.upstream(), 1, COMMANDS_PER_SECOND)) {
            // When
            Verification.Report found = verify();

            // Then
            assertThat(load.accepted()).isNotEmpty();
            assertThat(found.differing()).isEmpty();
            assertThat(found.readModel())
                    .extracting(Comparison::table)
                    .containsExactlyInAnyOrder(
                            "customers",
                            "agents",
                            "numbers",
                            "flows",
                            "queues",
                            "tags",
                            "billing_accounts",
                            "accesskeys",
                            "credentials",
                            "command_results",
                            "erasures",
                            "customer_progress");
            assertThat(of("customers", found.readModel()).rows()).isPositive();
            assertThat(of("command_results", found.readModel()).rows()).isPositive();
            assertThat(of("customers", found.state()).rows()).isPositive();
        }
    }

    @Test
    void shouldFindARowThatDiffersFromTheTopics() {
        // Given
        Tenant tenant = bed.newTenant();
        execute("update customers set detail = detail || '!' where id = ?", tenant.id());

        // When
        Verification.Report found = verify();

        // Then
        assertThat(of("customers", found.readModel()).differences()).isOne();
        assertThat(of("customers", found.readModel()).examples())
                .extracting(Comparison.Difference::key)
                .containsExactly(tenant.id().toString());
        assertThat(of("agents", found.readModel()).differences()).isZero();
    }

    @Test
    void shouldFindAMissingRow() {
        // Given
        Tenant tenant = bed.newTenant();
        execute("delete from agents where customer_id = ?", tenant.id());

        // When
        Verification.Report found = verify();

        // Then
        assertThat(of("agents", found.readModel()).differences()).isOne();
    }

    @Test
    void shouldFindARowThatTheTopicsLack() {
        // Given
        UUID tag = UUID.randomUUID();
        execute("insert into tags values (?, gen_random_uuid(), 1, 'planted', '', now(), null, null)", tag);

        // When
        Verification.Report found = verify();

        // Then
        assertThat(of("tags", found.readModel()).differences()).isOne();
        assertThat(of("tags", found.readModel()).examples())
                .extracting(Comparison.Difference::key)
                .containsExactly(tag.toString());
    }

    @Test
    void shouldFindAResultThatDiffersFromThePublishedOne() {
        // Given
        Tenant tenant = bed.newTenant();
        execute("update command_results set outcome = 'REJECTED' where customer_id = ?", tenant.id());

        // When
        Verification.Report found = verify();

        // Then
        assertThat(of("command_results", found.readModel()).differences()).isOne();
    }

    @Test
    void shouldFindACustomersProgressThatLiesBehind() {
        // Given
        Tenant tenant = bed.newTenant();
        execute("update customer_progress set change_seq = change_seq - 1 where customer_id = ?", tenant.id());

        // When
        Verification.Report found = verify();

        // Then
        assertThat(of("customer_progress", found.readModel()).differences()).isOne();
    }

    @Test
    void shouldFindAResourceThatTheStateLacks() {
        // Given
        Tenant tenant = bed.newTenant();
        UUID agent = UUID.fromString(tenant.client().get("/v1.0/me").text("id"));
        try (StoredResource stored = StoredResource.of(system, tenant.id(), agent)) {
            stored.remove();

            // When
            Verification.Report found = verify();

            // Then
            assertThat(of("agents", found.readModel()).differences()).isZero();
            assertThat(of("agents", found.state()).differences()).isOne();
            assertThat(of("agents", found.state()).examples())
                    .extracting(Comparison.Difference::key)
                    .containsExactly(agent.toString());
        }
    }

    @Test
    void shouldRebuildAReadModelThatWasDamaged() {
        // Given
        Tenant tenant = bed.newTenant();
        execute("delete from agents where customer_id = ?", tenant.id());
        execute("update customers set detail = 'spoilt' where id = ?", tenant.id());

        // When
        rebuild();

        // Then
        assertThat(tenant.client().get("/v1.0/customer").text("detail")).isEqualTo("Enterprise customer account");
        assertThat(tenant.client().get("/v1.0/me").status()).isEqualTo(200);
        assertThat(verify().differing()).isEmpty();
    }

    @Test
    void shouldServeReadsAndWritesWhileTheReadModelIsReplaced() {
        // Given
        Tenant tenant = bed.newTenant();
        List<RestClient> callers = List.of(tenant.client(), bed.elsewhere(tenant.client()));
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        AtomicLong reads = new AtomicLong();
        AtomicLong writes = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.forEach(caller -> executor.submit(() -> read(caller, over, reads, failures)));
            executor.submit(() -> write(callers, over, writes, failures));

            // When
            for (int count = 0; count < REBUILDS; count++) {
                rebuild();
            }
            over.set(true);
        }

        // Then
        assertThat(failures).isEmpty();
        assertThat(reads.get()).isPositive();
        assertThat(writes.get()).isPositive();
        assertThat(verify().differing()).isEmpty();
    }

    @Test
    void shouldGiveTheNewReadModelTheIndexesOfTheMigrations() {
        // When
        rebuild();

        // Then
        assertThat(indexes()).hasSizeGreaterThan(30).isEqualTo(migrated);
    }

    @Test
    void shouldNotReplaceAReadModelThatIsAheadOfTheTopics() {
        // Given
        execute("insert into projection_offsets values ('provisioning.events', 999, 5)");
        Tenant tenant = bed.newTenant();
        execute("update customers set detail = 'kept' where id = ?", tenant.id());

        // When
        Throwable failure = catchThrowable(this::rebuild);
        execute("delete from projection_offsets where kafka_partition = 999");

        // Then
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessageContaining("provisioning.events-999");
        assertThat(tenant.client().get("/v1.0/customer").text("detail")).isEqualTo("kept");
        assertThat(schemas()).containsExactly("public");
    }

    @Test
    void shouldRebuildWhenAKilledRebuildHasLeftSchemas() {
        // Given
        execute("create schema public_rebuild");
        execute("create table public_rebuild.customers (id uuid primary key)");
        execute("create schema public_rebuild_replaced");
        Tenant tenant = bed.newTenant();

        // When
        rebuild();

        // Then
        assertThat(tenant.client().get("/v1.0/customer").status()).isEqualTo(200);
        assertThat(schemas()).containsExactly("public");
    }

    private void read(RestClient caller, AtomicBoolean over, AtomicLong reads, Queue<String> failures) {
        long lastSeen = 0;
        while (!over.get()) {
            Reply customer = caller.get("/v1.0/customer");
            Reply agents = caller.get("/v1.0/agents");
            note(customer, failures);
            note(agents, failures);
            long seen = number(customer);
            if (seen < lastSeen) {
                failures.add("went back from " + lastSeen + " to " + seen);
            }
            lastSeen = seen;
            reads.addAndGet(2);
        }
    }

    private void write(List<RestClient> callers, AtomicBoolean over, AtomicLong writes, Queue<String> failures) {
        while (!over.get()) {
            long number = writes.incrementAndGet();
            note(callers.getFirst().put("/v1.0/customer", "{\"detail\": \"%d\"}".formatted(number)), failures);
            long seen = number(callers.getLast().get("/v1.0/customer"));
            if (seen != number) {
                failures.add("wrote " + number + " and read " + seen);
            }
        }
    }

    private static void note(Reply reply, Queue<String> failures) {
        if (reply.status() != 200) {
            failures.add(reply.status() + " " + reply.text());
        }
    }

    private static long number(Reply customer) {
        String detail = customer.text("detail");
        return detail.chars().allMatch(Character::isDigit) && !detail.isEmpty() ? Long.parseLong(detail) : 0;
    }

    private static Comparison of(String table, List<Comparison> comparisons) {
        return comparisons.stream()
                .filter(comparison -> comparison.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private Verification.Report verify() {
        return new Verification(settings, Clock.systemUTC()).run();
    }

    private void rebuild() {
        new Rebuild(settings, Clock.systemUTC()).run();
    }

    private void execute(String sql, Object... arguments) {
        system.database().useHandle(handle -> handle.execute(sql, arguments));
    }

    private List<String> indexes() {
        return system.database()
                .withHandle(handle -> handle.createQuery(
                                "select indexdef from pg_indexes where schemaname = 'public' order by indexname")
                        .mapTo(String.class)
                        .list());
    }

    private List<String> schemas() {
        return new ArrayList<>(system.database()
                .withHandle(
                        handle -> handle.createQuery("select nspname from pg_namespace where nspname like 'public%'")
                                .mapTo(String.class)
                                .list()));
    }
}
