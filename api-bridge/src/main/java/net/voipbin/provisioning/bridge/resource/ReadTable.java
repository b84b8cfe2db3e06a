package net.voipbin.provisioning.bridge.resource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.database.Sql;
import net.voipbin.provisioning.bridge.page.Position;
import net.voipbin.provisioning.bridge.page.Slice;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The read model's table of one type of resource. Thread-safe. */
public final class ReadTable<T extends SpecificRecord> {

    private static final String BY_ID = Sql.named(ReadTable.class, "by_id");
    private static final String PAGE = Sql.named(ReadTable.class, "page");

    /** How much of a page is shown, by the length of its rows as text: a hundred flows may be a hundred megabytes. */
    static final long MOST_TEXT = 2L << 20;

    private final Database database;
    private final String name;
    private final Schema schema;
    private final Class<T> type;
    private final String owner;
    private final Condition live;
    private final String columns;

    /**
     * A table of which all rows are of live resources.
     *
     * @param schema that of the type
     */
    public ReadTable(Database database, String name, Schema schema, Class<T> type) {
        this(database, name, schema, type, "customer_id", Condition.NONE);
    }

    /**
     * @param owner the column that tells whose a row is
     * @param live what the rows of live resources fulfil
     */
    public ReadTable(Database database, String name, Schema schema, Class<T> type, String owner, Condition live) {
        this.database = database;
        this.name = name;
        this.schema = schema;
        this.type = type;
        this.owner = owner;
        this.live = live;
        columns = String.join(", ", RowRecords.columns(schema));
    }

    public String name() {
        return name;
    }

    /** The resource with the id, as far as the scope shows it; be it live or not. */
    public Optional<T> find(Scope scope, UUID id) {
        return database.read(
                scope,
                handle -> handle.createQuery(BY_ID)
                        .define("columns", columns)
                        .define("table", name)
                        .define("owned", owned(scope.customerId()))
                        .bind("customer_id", scope.customerId().orElse(null))
                        .bind("id", id)
                        .map((row, context) -> type.cast(RowRecords.read(row, schema)))
                        .findOne());
    }

    /**
     * Live resources behind a position, the newest first: as many as are asked for, or fewer if they are large, but
     * never none where there are some.
     *
     * @param within whose they are; empty for those of all customers
     */
    public Slice<T> page(Scope scope, Optional<UUID> within, Condition condition, Position after, int most) {
        return database.read(
                scope,
                handle -> handle.createQuery(PAGE)
                        .define("columns", columns)
                        .define("table", name)
                        .define("owned", owned(within))
                        .define("live", live.sql())
                        .define("condition", condition.sql())
                        .bindMap(condition.arguments())
                        .bind("customer_id", within.orElse(null))
                        .bind("after_tm_create", after.tmCreate())
                        .bind("after_id", after.id())
                        .bind("most", most)
                        .bind("most_text", MOST_TEXT)
                        .scanResultSet((rows, context) -> slice(rows.get())));
    }

    private Slice<T> slice(ResultSet rows) throws SQLException {
        List<T> found = new ArrayList<>();
        boolean more = false;
        while (rows.next()) {
            found.add(type.cast(RowRecords.read(rows, schema)));
            more = rows.getBoolean("more");
        }
        return new Slice<>(found, more);
    }

    /** A condition of its own, not one that holds where the customer is null: so that the index serves. */
    private String owned(Optional<UUID> within) {
        return within.isPresent() ? owner + " = :customer_id" : "true";
    }

    UUID id(T resource) {
        return (UUID) field(resource, "id");
    }

    UUID customerId(T resource) {
        return (UUID) field(resource, owner);
    }

    long version(T resource) {
        return (long) field(resource, "version");
    }

    Position position(T resource) {
        return new Position((Instant) field(resource, "tm_create"), id(resource));
    }

    private Object field(T resource, String field) {
        return resource.get(schema.getField(field).pos());
    }
}
