package net.voipbin.provisioning.operations;

import com.zaxxer.hikari.HikariDataSource;
import net.voipbin.provisioning.projection.SideModel;
import org.jdbi.v3.core.Jdbi;

/**
 * A read model in a schema of its own, empty at first, and taken away when this is closed; made under the {@link
 * MaintenanceLock}. Thread-safe.
 */
final class SideSchema implements AutoCloseable {

    private final HikariDataSource livePool;
    private final HikariDataSource sidePool;
    private final SideModel model;
    private final Jdbi side;

    /**
     * @param purpose names the schema
     * @throws IllegalStateException if the read model is of another version
     */
    SideSchema(ProvisionerSettings.Database database, String purpose) {
        if (!ReadModelDatabase.upToDate(database)) {
            throw new IllegalStateException("The read model is of another version than this program: prepare first");
        }
        livePool = ReadModelDatabase.maintenancePool(database);
        Jdbi live = Jdbi.create(livePool);
        String schema = live.withHandle(handle -> handle.createQuery("select current_schema()")
                        .mapTo(String.class)
                        .one())
                + "_" + purpose;
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
        livePool.close();
    }
}
