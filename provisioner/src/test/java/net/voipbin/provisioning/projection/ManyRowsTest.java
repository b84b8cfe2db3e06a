package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManyRowsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-01-02T03:04:05.000006Z",
                "9999-12-31T23:59:59.999999Z",
                "+10000-01-01T00:00:00Z",
                "+294246-12-31T23:59:59.999999Z"
            })
    void shouldWriteTheTimesOfAnyYear(String text) {
        // Given
        Instant time = Instant.parse(text);
        // When
        Instant written = PostgreSql.readModel().inTransaction(handle -> {
            handle.execute("create temporary table written (value timestamptz) on commit drop");
            write(handle, new ManyRows().with("value", time), "timestamptz");
            return handle.createQuery("select value from written")
                    .map((row, context) ->
                            row.getObject("value", OffsetDateTime.class).toInstant())
                    .one();
        });
        // Then
        assertThat(written).isEqualTo(time);
    }

    @Test
    void shouldWriteTheTextsOfAnArrayAsTheyAre() {
        // Given
        List<String> texts = List.of("a", "", " b ", "c,d", "{}", "\"e\"", "\\f", "NULL", "g\nh", "ü");
        // When
        List<String> written = PostgreSql.readModel().inTransaction(handle -> {
            handle.execute("create temporary table written (value text[]) on commit drop");
            write(handle, new ManyRows().with("value", texts), "text[]");
            return handle.createQuery("select unnest(value) from written")
                    .mapTo(String.class)
                    .list();
        });
        // Then
        assertThat(written).isEqualTo(texts);
    }

    @Test
    void shouldWriteBytesAndWhatIsNotThere() {
        // Given
        ManyRows rows = new ManyRows()
                .with("value", new byte[] {0, 127, -128, -1})
                .with("value", ByteBuffer.wrap(new byte[] {9, 1, 2}, 1, 2))
                .with("value", new byte[0])
                .with("value", null);
        // When
        List<String> written = PostgreSql.readModel().inTransaction(handle -> {
            handle.execute("create temporary table written (value bytea) on commit drop");
            write(handle, rows, "bytea");
            return handle.createQuery("select coalesce(encode(value, 'hex'), 'none') from written")
                    .mapTo(String.class)
                    .list();
        });
        // Then
        assertThat(written).containsExactly("007f80ff", "0102", "", "none");
    }

    @Test
    void shouldAskNothingWithoutRows() {
        // Given
        ManyRows none = new ManyRows();
        // When
        Throwable failure = catchThrowable(
                () -> PostgreSql.readModel().useHandle(handle -> none.write(handle, "no statement at all")));
        // Then
        assertThat(failure).isNull();
    }

    private static void write(Handle handle, ManyRows rows, String type) {
        rows.write(
                handle, "insert into written select cast(value as " + type + ") from unnest(:value) as given (value)");
    }
}
