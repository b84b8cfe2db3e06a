package net.voipbin.provisioning.bridge.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Rows;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.database.Sql;
import net.voipbin.provisioning.bridge.hash.Sha256;

/** Looks up what the bearer of a credential may do at this moment. Thread-safe. */
public final class CallerQueries {

    private static final String FIND = Sql.named(CallerQueries.class, "find");
    private static final String FIND_ACCESS_KEY = Sql.named(CallerQueries.class, "find_accesskey");
    private static final String FIND_GUEST = Sql.named(CallerQueries.class, "find_guest");

    private final Database database;

    public CallerQueries(Database database) {
        this.database = database;
    }

    /**
     * Empty where the agent or its customer is gone or its password was set again; for a delegated token, where the super
     * admin behind it no longer is one or has had its password set again.
     */
    public Optional<Caller> find(Tokens.Identity identity) {
        return database.read(
                Scope.AUTHENTICATION,
                handle -> handle.createQuery(FIND)
                        .bind("agent_id", identity.agentId())
                        .bind("customer_id", identity.customerId())
                        .bind("delegated_by", identity.delegatedBy())
                        .bind("password", identity.password())
                        .map((row, context) -> caller(row, false, identity.password(), identity.delegatedBy()))
                        .findOne());
    }

    /** Empty where no such access key lives at the time. */
    public Optional<Caller> find(String accessKey, Instant time) {
        return database.read(
                Scope.AUTHENTICATION,
                handle -> handle.createQuery(FIND_ACCESS_KEY)
                        .bind("token_hash", Sha256.of(accessKey))
                        .bind("time", time)
                        .map((row, context) -> caller(row, true, OptionalLong.empty(), Optional.empty()))
                        .findOne());
    }

    private static Caller caller(ResultSet row, boolean accessKey, OptionalLong password, Optional<UUID> delegatedBy)
            throws SQLException {
        return new Caller(
                Rows.uuid(row, "agent_id"),
                Rows.uuid(row, "customer_id"),
                new Permission(row.getInt("permission")),
                accessKey,
                password,
                delegatedBy,
                row.getString("status"),
                Rows.findTime(row, "tm_deletion_scheduled"));
    }

    /** A customer's guest agent: what a delegated token speaks for. */
    public record Guest(UUID id, String username) {}

    /** Empty where there is no such live customer. */
    public Optional<Guest> findGuest(UUID customerId) {
        return database.read(
                Scope.AUTHENTICATION,
                handle -> handle.createQuery(FIND_GUEST)
                        .bind("customer_id", customerId)
                        .map((row, context) -> new Guest(Rows.uuid(row, "id"), row.getString("username")))
                        .findOne());
    }
}
