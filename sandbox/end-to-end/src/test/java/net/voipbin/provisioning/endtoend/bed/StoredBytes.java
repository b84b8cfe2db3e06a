package net.voipbin.provisioning.endtoend.bed;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All that is stored, whatever it means, as it can be read by someone who may read everything. */
public record StoredBytes(TestBed bed, Jdbi database) {

    /** Every column of every row of every table. */
    public List<byte[]> ofDatabase() {
        return database.withHandle(handle -> {
            List<byte[]> stored = new ArrayList<>();
            List<String> tables = handle.createQuery(
                            "select table_name from information_schema.tables where table_schema = 'public'")
                    .mapTo(String.class)
                    .list();
            for (String table : tables) {
                handle.createQuery("select * from \"" + table + '"')
                        .map((row, context) -> columns(row))
                        .forEach(stored::addAll);
            }
            return stored;
        });
    }

    /** Keys, headers and values of all records that the broker still has, committed or not. */
    public List<byte[]> ofTopic(String name) {
        List<byte[]> stored = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : new TopicContents(bed).committedOrNot(List.of(name))) {
            add(stored, record.key());
            add(stored, record.value());
            record.headers().forEach(header -> add(stored, header.value()));
        }
        return stored;
    }

    /** What a restored store holds, of all stores of the application: of each key the latest value. */
    public List<byte[]> ofStateStores(String applicationId) throws ExecutionException, InterruptedException {
        Map<String, byte[]> latest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : new TopicContents(bed)
                .committed(topics(name -> name.startsWith(applicationId + "-") && name.endsWith("-changelog")))) {
            String key = record.topic() + " " + new String(record.key(), StandardCharsets.ISO_8859_1);
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, record.value());
            }
        }
        List<byte[]> stored = new ArrayList<>(latest.values());
        latest.keySet().forEach(key -> stored.add(key.getBytes(StandardCharsets.ISO_8859_1)));
        return stored;
    }

    private List<String> topics(Predicate<String> wanted) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bed.bootstrapServers()))) {
            return admin.listTopics().names().get().stream().filter(wanted).toList();
        }
    }

    private static List<byte[]> columns(ResultSet row) throws SQLException {
        List<byte[]> columns = new ArrayList<>();
        ResultSetMetaData data = row.getMetaData();
        for (int column = 1; column <= data.getColumnCount(); column++) {
            if (data.getColumnType(column) == Types.BINARY) {
                add(columns, row.getBytes(column));
            } else if (row.getString(column) != null) {
                columns.add(row.getString(column).getBytes(StandardCharsets.UTF_8));
            }
        }
        return columns;
    }

    private static void add(List<byte[]> stored, byte @Nullable [] bytes) {
        if (bytes != null) {
            stored.add(bytes);
        }
    }
}
