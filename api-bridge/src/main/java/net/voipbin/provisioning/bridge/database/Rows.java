package net.voipbin.provisioning.bridge.database;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Columns as the types that the contract has. */
public final class Rows {

    private Rows() {}

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, UUID.class), column);
    }

    public static Instant time(ResultSet row, String column) throws SQLException {
        return findTime(row, column).orElseThrow(() -> new SQLException(column + " is null"));
    }

    public static Optional<Instant> findTime(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** An array of texts, or of what PostgreSQL's driver shows as text. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = Objects.requireNonNull(row.getArray(column), column);
        Object[] elements = (Object[]) array.getArray();
        return List.of(elements).stream().map(Object::toString).toList();
    }
}
