package net.voipbin.provisioning.bridge.command;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Rows;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.database.Sql;

/** Finds decided commands, each only once the read model shows their effect. Thread-safe. */
public final class CommandResultQueries {

    private static final String DECIDED = Sql.named(CommandResultQueries.class, "decided");
    private static final String BY_ID = Sql.named(CommandResultQueries.class, "by_id");

    private final Database database;

    public CommandResultQueries(Database database) {
        this.database = database;
    }

    /** A command is named within its customer. */
    public record Name(UUID commandId, UUID customerId) {}

    /** Finds the results of those commands that are decided, all in one query. */
    public List<StoredResult> decided(Collection<Name> names) {
        UUID[] commandIds = names.stream().map(Name::commandId).toArray(UUID[]::new);
        UUID[] customerIds = names.stream().map(Name::customerId).toArray(UUID[]::new);
        return database.read(
                Scope.OUTCOMES,
                handle -> handle.createQuery(DECIDED)
                        .bind("command_ids", commandIds)
                        .bind("customer_ids", customerIds)
                        .map((row, context) -> stored(row))
                        .list());
    }

    /** The decided command with the id, as far as the scope shows it. */
    public Optional<StoredResult> find(UUID commandId, Scope scope) {
        return database.read(
                scope,
                handle -> handle.createQuery(BY_ID)
                        .bind("command_id", commandId)
                        .bind("customer_id", scope.customerId())
                        .map((row, context) -> stored(row))
                        .findFirst());
    }

    private static StoredResult stored(ResultSet row) throws SQLException {
        return new StoredResult(
                Rows.uuid(row, "command_id"),
                Rows.uuid(row, "customer_id"),
                new StoredResult.Bytes(Objects.requireNonNull(row.getBytes("fingerprint"))),
                row.getString("outcome").equals("REJECTED") ? Optional.of(row.getString("reason")) : Optional.empty(),
                Optional.ofNullable(row.getBytes("result")).map(StoredResult.Bytes::new));
    }
}
