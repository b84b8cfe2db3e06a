package net.voipbin.provisioning.operations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.settings.Secret;
import org.postgresql.PGConnection;

/**
 * The database role as which bridges connect to the read model: it may take on the roles of their purposes, and has no
 * right of its own.
 */
final class BridgeRole {

    static final String NAME = "api_bridge";

    private BridgeRole() {}

    /**
     * Lets the role log in with this password from now on. The password doesn't leave this process: the driver sends only the
     * verifier that PostgreSQL stores. Connections that are open stay open.
     *
     * @throws IllegalStateException if PostgreSQL refuses, such as for a user that may not change the role
     */
    static void admit(ProvisionerSettings.Database database, Secret password) {
        try (Connection connection = DriverManager.getConnection(
                        database.url(), database.user(), database.password().reveal());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Of two preparations at once, one would find the role changed under its hands.
            statement.execute("select pg_advisory_xact_lock(hashtext('" + NAME + "'))");
            statement.execute("alter role " + NAME + " login");
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(NAME, password.reveal().toCharArray(), "scram-sha-256");
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("Role " + NAME + " can't be given its password", e);
        }
    }
}
