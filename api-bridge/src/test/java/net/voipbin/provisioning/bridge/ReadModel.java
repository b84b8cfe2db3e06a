package net.voipbin.provisioning.bridge;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** A real PostgreSQL with the read model's schema, one for all tests, and rows as the projection writes them. */
public final class ReadModel {

    public static final UUID PLATFORM = UUID.fromString("00000000-0000-4000-8000-000000000001");
    public static final Instant BIRTH = Instant.parse("2026-01-02T03:04:05.000006Z");

    /** As the bridge connects, which this PostgreSQL lets in without asking for a password. */
    public static final String BRIDGE_ROLE = "api_bridge";

    private static final EmbeddedPostgres POSTGRES = start();
    private static final Jdbi JDBI = Jdbi.create(POSTGRES.getPostgresDatabase()).installPlugin(new PostgresPlugin());

    private static final long POSTMASTER = postmaster();

    static {
        migrate();
        JDBI.useHandle(handle -> handle.execute("alter role " + BRIDGE_ROLE + " login"));
    }

    private ReadModel() {}

    public static String url() {
        // Without the user that the server would name in it, who would go before the one that connects.
        return "jdbc:postgresql://127.0.0.1:" + POSTGRES.getPort() + "/postgres";
    }

    public static Jdbi jdbi() {
        return JDBI;
    }

    public static void clear() {
        JDBI.useTransaction(handle -> List.of(
                        "customers",
                        "agents",
                        "billing_accounts",
                        "numbers",
                        "flows",
                        "queues",
                        "tags",
                        "accesskeys",
                        "credentials",
                        "customer_progress",
                        "command_results")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    /** A tenant with a guest, an agent of its own with the permission, and a billing account. */
    public record Tenant(UUID id, UUID agentId, UUID guestId, UUID billingAccountId) {}

    public static Tenant tenant(UUID id, int permission) {
        return tenant(id, permission, BIRTH);
    }

    public static Tenant tenant(UUID id, int permission, Instant birth) {
        Tenant tenant = new Tenant(id, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        JDBI.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into customers values (:id, 1, 'Acme', 'A customer', :email, '', '', 'POST', '', :account,
                            '{customer_agent}', false, true, 'none', 'active', 'v1', '192.0.2.7', null, :time, null, null)""")
                    .bind("id", id)
                    .bind("email", id + "@acme.example")
                    .bind("account", tenant.billingAccountId())
                    .bind("time", birth)
                    .execute();
            handle.createUpdate("""
                            insert into billing_accounts values (:account, :id, 1, 'Account', '', 'free', 'active', 0, 100,
                            'prepaid', '', 'active', null, null, :time, null, null)""")
                    .bind("id", id)
                    .bind("account", tenant.billingAccountId())
                    .bind("time", birth)
                    .execute();
            handle.createUpdate("insert into customer_progress values (:id, 1)")
                    .bind("id", id)
                    .execute();
        });
        agent(id, tenant.guestId(), "guest-" + id + "@guest.invalid", 32, true, birth);
        agent(id, tenant.agentId(), "agent-" + id + "@acme.example", permission, false, birth.plusSeconds(1));
        return tenant;
    }

    public static void agent(UUID customerId, UUID id, String username, int permission, boolean guest, Instant birth) {
        JDBI.useHandle(handle -> handle.createUpdate("""
                        insert into agents values (:id, :customer, 1, :username, 'Ann', '', 'ringall', 'offline', :permission,
                        '{}', '[{"type":"tel","target":"+15551234567","target_name":"","name":"desk","detail":""}]', :guest,
                        :time, null, null)""")
                .bind("id", id)
                .bind("customer", customerId)
                .bind("username", username)
                .bind("permission", permission)
                .bind("guest", guest)
                .bind("time", birth)
                .execute());
    }

    /** One resource of each type that a tenant is not born with. */
    public record Belongings(UUID numberId, UUID flowId, UUID queueId, UUID tagId, UUID accessKeyId, List<UUID> owned) {

        /** What tells that one of the tenant's resources is shown. */
        public List<String> texts() {
            return owned.stream().map(UUID::toString).toList();
        }
    }

    public static Belongings belongings(Tenant tenant) {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(5).toList();
        JDBI.useTransaction(handle -> {
            handle.execute(
                    """
                    insert into numbers values (?, ?, 1, ?, 'virtual', ?, null, 'Main', '', 'active', false, false, false, ?,
                    null, ?, null, null)""",
                    ids.get(0),
                    tenant.id(),
                    "+899" + Math.abs(tenant.id().hashCode()),
                    ids.get(1),
                    Timestamp.from(BIRTH),
                    Timestamp.from(BIRTH));
            handle.execute("""
                    insert into flows values (?, ?, 1, 'flow', 'IVR', '',
                    '[{"id":"11111111-1111-4111-8111-111111111111","next_id":"00000000-0000-0000-0000-000000000000",
                    "type":"talk","option":{"volume":1.10}}]', null, ?, null, null)""", ids.get(1), tenant.id(), Timestamp.from(BIRTH));
            handle.execute(
                    "insert into queues values (?, ?, 1, 'Sales', '', 'random', array[?], ?, 1000, 0, ?, null, null)",
                    ids.get(2),
                    tenant.id(),
                    ids.get(3),
                    ids.get(1),
                    Timestamp.from(BIRTH));
            handle.execute(
                    "insert into tags values (?, ?, 1, 'sales', '', ?, null, null)",
                    ids.get(3),
                    tenant.id(),
                    Timestamp.from(BIRTH));
            handle.execute(
                    "insert into accesskeys values (?, ?, 1, 'CI', '', 'vb_abcdefgh', ?, ?, null, null)",
                    ids.get(4),
                    tenant.id(),
                    Timestamp.from(BIRTH.plus(Duration.ofDays(36_500))),
                    Timestamp.from(BIRTH));
        });
        List<UUID> owned = Stream.concat(
                        ids.stream(), Stream.of(tenant.agentId(), tenant.guestId(), tenant.billingAccountId()))
                .toList();
        return new Belongings(ids.get(0), ids.get(1), ids.get(2), ids.get(3), ids.get(4), owned);
    }

    /** Gives an agent a password, which the customer's change with that number set. */
    public static void password(UUID customerId, UUID agentId, String hash, long changeSeq) {
        execute("""
                insert into credentials values (?, ?, ?, ?, null) on conflict (customer_id, resource_id) do update
                set change_seq = excluded.change_seq, password_hash = excluded.password_hash""", customerId, agentId, changeSeq, hash);
    }

    public static void execute(String sql, Object... arguments) {
        JDBI.useHandle(handle -> handle.execute(sql, arguments));
    }

    public static long count(String table) {
        return JDBI.withHandle(handle ->
                handle.select("select count(*) from " + table).mapTo(Long.class).one());
    }

    /** Stops PostgreSQL in its tracks, all of its processes, until it is resumed: it hears, and says nothing. */
    public static void suspend() {
        signal("STOP");
    }

    public static void resume() {
        signal("CONT");
    }

    /** The postmaster first, so that it starts no more processes; of those that it has one may end by itself meanwhile. */
    private static void signal(String name) {
        ProcessHandle postmaster = ProcessHandle.of(POSTMASTER).orElseThrow();
        signal(name, postmaster);
        postmaster.descendants().forEach(process -> signal(name, process));
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            int ended = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            if (ended != 0 && process.isAlive()) {
                throw new IllegalStateException("PostgreSQL could not be signalled");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long postmaster() {
        String directory = JDBI.withHandle(handle ->
                handle.select("show data_directory").mapTo(String.class).one());
        try {
            return Long.parseLong(
                    Files.readAllLines(Path.of(directory, "postmaster.pid")).getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void migrate() {
        try (Stream<Path> files = Files.list(Path.of("../provisioner/src/main/resources/db/migration"))) {
            List<Path> migrations = files.sorted().toList();
            for (Path migration : migrations) {
                String script = Files.readString(migration, StandardCharsets.UTF_8);
                try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute(script);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
