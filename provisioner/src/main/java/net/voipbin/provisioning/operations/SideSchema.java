package net.voipbin.provisioning.operations;

import com.zaxxer.hikari.HikariDataSource;
import net.voipbin.provisioning.projection.SideModel;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A read model in a schema of its own, empty at first, and taken away when this is closed. Of each purpose there is one
 * at a time. Thread-safe.
 */
final class SideSchema implements AutoCloseable {

    private final HikariDataSource livePool;
    private final HikariDataSource sidePool;
    private final Handle lock;
    private final SideModel model;
    private final Jdbi side;

    /**
     * @param purpose names the schema
     * @throws IllegalStateException if another process is at the same, or the read model is of another version
     */
    SideSchema(ProvisionerSettings.Database database, String purpose) {
        if (!ReadModelDatabase.upToDate(database)) {
            throw new IllegalStateException("The read model is of another version than this program: prepare first");
        }
        livePool = ReadModelDatabase.maintenancePool(database);
        Jdbi live = Jdbi.create(livePool);
        lock = live.open();
        String schema =
                lock.createQuery("select current_schema()").mapTo(String.class).one() + "_" + purpose;
        lock(lock, schema);
        model = new SideModel(live, schema);
        model.drop();
        ReadModelDatabase.migrate(database, schema);
        sidePool = ReadModelDatabase.sidePool(database, schema);
        side = Jdbi.create(sidePool);
    }

    /** Where unqualified names are those of the read model that is served. */
    Jdbi live() {
        return model.live();
    }

    /** Where they are those of this one. */
    Jdbi side() {
        return side;
    }

    SideModel model() {
        return model;
    }

    @Override
    public void close() {
        sidePool.close();
        model.drop();
        lock.close();
        livePool.close();
    }

    /** Held by the connection: it ends with the process. */
    private static void lock(Handle handle, String schema) {
        boolean locked = handle.createQuery("select pg_try_advisory_lock(hashtext(:schema))")
                .bind("schema", schema)
                .mapTo(Boolean.class)
                .one();
        if (!locked) {
            throw new IllegalStateException("Another process is at the same");
        }
    }
}
