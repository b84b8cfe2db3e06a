package net.voipbin.provisioning.maintenance;

import com.zaxxer.hikari.HikariDataSource;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.projection.ReadModelDatabase;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps two verifications or rebuilds of one read model from running at the same time; ends with the process at the latest.
 * Not thread-safe.
 */
final class MaintenanceLock implements AutoCloseable {

    private final HikariDataSource pool;
    private final Handle holder;

    /**
     * Takes the lock.
     *
     * @throws IllegalStateException if another process has it
     */
    MaintenanceLock(ProvisionerSettings.Database database) {
        pool = ReadModelDatabase.maintenancePool(database);
        holder = Jdbi.create(pool).open();
        boolean locked = holder.createQuery("select pg_try_advisory_lock(hashtext(current_schema() || ' maintenance'))")
                .mapTo(Boolean.class)
                .one();
        if (!locked) {
            close();
            throw new IllegalStateException("Another verification or rebuild is at work");
        }
    }

    /**
     * Checks that the lock is held: a restart of the database ends it.
     *
     * @throws org.jdbi.v3.core.JdbiException if the lock is lost
     */
    void require() {
        holder.execute("select 1");
    }

    @Override
    public void close() {
        holder.close();
        pool.close();
    }
}
