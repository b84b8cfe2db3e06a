package net.voipbin.provisioning.maintenance;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.projection.ReadModelDatabase;
import net.voipbin.provisioning.projection.SideModel;
import org.jdbi.v3.core.Jdbi;

/**
 * A read model in a schema of its own, empty at first, and taken away when this is closed; made under the {@link
 * MaintenanceLock}. Thread-safe.
 */
final class SideSchema implements AutoCloseable {

    /** How many may write to it at once: it must not take the database from those who are served. */
    static final int WRITERS = 4;

    private final HikariDataSource livePool;
    private final HikariDataSource sidePool;
    private final SideModel model;
    private final Jdbi side;
    private final List<String> indexes;

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
        sidePool = ReadModelDatabase.sidePool(database, schema, WRITERS);
        side = Jdbi.create(sidePool);
        indexes = model.dropIndexes();
    }

    /**
     * Makes the indexes, but for those of keys, which are there from the beginning. To be done once, when most of its rows are
     * there, and before it is cleaned up or served; not where its rows are only compared.
     */
    void index() {
        model.createIndexes(indexes);
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
