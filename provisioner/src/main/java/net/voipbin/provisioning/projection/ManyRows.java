package net.voipbin.provisioning.projection;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Rows that one statement writes. It is given an array of texts for each column, however many rows there are, and makes rows
 * of them with {@code unnest}: that costs PostgreSQL and the driver half of what a list of values or a batch does. Not
 * thread-safe.
 */
final class ManyRows {

    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, List<@Nullable String>> columns = new LinkedHashMap<>();

    /**
     * Adds the next row's value of the column; every row needs a value for every column.
     *
     * @param column the statement's parameter with that name
     */
    ManyRows with(String column, @Nullable Object value) {
        columns.computeIfAbsent(column, unseen -> new ArrayList<>()).add(text(value));
        return this;
    }

    /** Executes the statement with the rows, unless there are none. */
    void write(Handle handle, String statement) {
        if (columns.isEmpty()) {
            return;
        }
        Update update = handle.createUpdate(statement);
        columns.forEach((column, texts) -> update.bindArray(column, String.class, texts));
        update.execute();
    }

    /** The value as PostgreSQL reads it from a text, of whatever type the column is. */
    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case byte[] bytes -> "\\x" + HEX.formatHex(bytes);
            case ByteBuffer buffer -> text(bytes(buffer));
            case Instant time -> text(time);
            case List<?> list -> list.stream().map(ManyRows::element).collect(Collectors.joining(",", "{", "}"));
            default -> value.toString();
        };
    }

    /** The time in ISO 8601, but for the sign of years of more than four digits, which PostgreSQL doesn't read. */
    private static String text(Instant time) {
        String text = time.toString();
        return text.startsWith("+") ? text.substring(1) : text;
    }

    /** An element as an array's text has it (PostgreSQL's documentation, 8.15.6). */
    private static String element(Object value) {
        return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
