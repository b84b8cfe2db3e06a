package net.voipbin.provisioning.projection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A real PostgreSQL with the read model's schema, one for all tests; its database can be away. */
final class PostgreSql {

    private static final EmbeddedPostgres SERVER = start();
    private static final Jdbi ADMINISTRATION = Jdbi.create(SERVER.getPostgresDatabase());
    private static final Jdbi READ_MODEL = migrated();

    private PostgreSql() {}

    /** Connected as the provisioner is, with no plugin. */
    static Jdbi readModel() {
        return READ_MODEL;
    }

    static void clear() {
        READ_MODEL.useTransaction(handle -> tables().forEach(table -> handle.execute("delete from " + table)));
    }

    /** Every table of the read model. */
    static List<String> tables() {
        return READ_MODEL.withHandle(
                handle -> handle.select("""
                        select table_name from information_schema.tables
                        where table_schema = 'public' and table_name <> 'flyway_schema_history' order by 1""").mapTo(String.class).list());
    }

    /** Cuts all connections to the read model and lets nobody in. */
    static void takeAway() {
        ADMINISTRATION.useHandle(handle -> {
            handle.execute("alter database readmodel allow_connections false");
            handle.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'readmodel'");
        });
    }

    static void bringBack() {
        ADMINISTRATION.useHandle(handle -> handle.execute("alter database readmodel allow_connections true"));
    }

    static long count(String table) {
        return READ_MODEL.withHandle(handle ->
                handle.select("select count(*) from " + table).mapTo(Long.class).one());
    }

    /** The table's rows as JSON, every column of them, times in UTC. */
    static List<String> rows(String table) {
        return READ_MODEL.inTransaction(handle -> {
            handle.execute("set local time zone 'UTC'");
            return handle.select("select to_jsonb(t)::text from " + table + " t order by 1")
                    .mapTo(String.class)
                    .list();
        });
    }

    static List<Map<String, Object>> select(String sql) {
        return READ_MODEL.withHandle(handle -> handle.select(sql).mapToMap().list());
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Jdbi migrated() {
        ADMINISTRATION.useHandle(handle -> handle.execute("create database readmodel"));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(SERVER.getJdbcUrl("postgres", "readmodel"));
        config.setUsername("postgres");
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(500);
        HikariDataSource pool = new HikariDataSource(config);
        Flyway.configure().dataSource(pool).load().migrate();
        return Jdbi.create(pool);
    }
}
