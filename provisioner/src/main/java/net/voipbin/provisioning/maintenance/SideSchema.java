package net.voipbin.provisioning.maintenance;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.projection.ReadModelDatabase;
import net.voipbin.provisioning.projection.SideModel;
import org.jdbi.v3.core.Jdbi;

/**
 * A schema with a read model of its own, empty at first, and dropped when this is closed. To be made only by the holder of
 * the {@link MaintenanceLock}. Thread-safe.
 */
final class SideSchema implements AutoCloseable {

    /** How many threads may write to it at once: the database also serves others meanwhile. */
    static final int WRITERS = 4;

    private final HikariDataSource livePool;
    private final HikariDataSource sidePool;
    private final SideModel model;
    private final Jdbi side;
    private final List<String> indexes;

    /**
     * Creates the schema.
     *
     * @param purpose the suffix of its name
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
     * Creates the indexes, but for those of keys, which are there from the beginning. To be called once, when most rows are
     * there, and before the read model is cleaned up or served; not where its rows are only compared.
     */
    void index() {
        model.createIndexes(indexes);
    }

    /** Connections whose unqualified names are those of the read model that is served. */
    Jdbi live() {
        return model.live();
    }

    /** Connections whose unqualified names are those of this schema. */
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
