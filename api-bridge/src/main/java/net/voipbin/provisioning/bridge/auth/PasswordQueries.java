package net.voipbin.provisioning.bridge.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Rows;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.database.Sql;

/** Looks up what a password is compared with. A guest agent has none. Thread-safe. */
public final class PasswordQueries {

    private static final String FIND_BY_USERNAME = Sql.named(PasswordQueries.class, "find_by_username");
    private static final String FIND_BY_AGENT = Sql.named(PasswordQueries.class, "find_by_agent");

    private final Database database;

    public PasswordQueries(Database database) {
        this.database = database;
    }

    /** The form in which usernames are compared: all of them are ASCII, so what isn't can't become one. */
    static String comparable(String username) {
        return username.toLowerCase(Locale.ROOT);
    }

    /** Empty where no live agent has the username, or has no password. */
    public Optional<StoredPassword> find(String username) {
        return database.read(
                Scope.AUTHENTICATION,
                handle -> handle.createQuery(FIND_BY_USERNAME)
                        .bind("username", comparable(username))
                        .map((row, context) -> password(row))
                        .findOne());
    }

    /** Empty where there is no such live agent, or it has no password. */
    public Optional<StoredPassword> find(UUID customerId, UUID agentId) {
        return database.read(
                Scope.AUTHENTICATION,
                handle -> handle.createQuery(FIND_BY_AGENT)
                        .bind("customer_id", customerId)
                        .bind("agent_id", agentId)
                        .map((row, context) -> password(row))
                        .findOne());
    }

    private static StoredPassword password(ResultSet row) throws SQLException {
        return new StoredPassword(
                Rows.uuid(row, "agent_id"),
                Rows.uuid(row, "customer_id"),
                row.getString("username"),
                row.getString("password_hash"),
                row.getLong("change_seq"));
    }
}
