package net.voipbin.provisioning.bridge.auth;

import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Rows;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.database.Sql;

/** Looks up what a token's bearer may do at this moment. Thread-safe. */
public final class CallerQueries {

    private static final String FIND = Sql.named(CallerQueries.class, "find");
    private static final String FIND_GUEST = Sql.named(CallerQueries.class, "find_guest");

    private final Database database;

    public CallerQueries(Database database) {
        this.database = database;
    }

    /** Empty where the agent or its customer is gone, or the super admin behind a delegated token no longer is one. */
    public Optional<Caller> find(Tokens.Identity identity) {
        return database.read(
                Scope.AUTHENTICATION,
                handle -> handle.createQuery(FIND)
                        .bind("agent_id", identity.agentId())
                        .bind("customer_id", identity.customerId())
                        .bind("delegated_by", identity.delegatedBy())
                        .map((row, context) -> new Caller(
                                identity.agentId(),
                                identity.customerId(),
                                new Permission(row.getInt("permission")),
                                identity.delegatedBy(),
                                row.getString("status"),
                                Rows.findTime(row, "tm_deletion_scheduled")))
                        .findOne());
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
