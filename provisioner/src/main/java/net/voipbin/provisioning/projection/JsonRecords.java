package net.voipbin.provisioning.projection;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Records inside a resource as JSON: an array of objects with the fields' names, all of whose fields are texts. */
final class JsonRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The field whose text is JSON itself: it is a value within the object, as it was given. */
    private static final String FREE_JSON = "option";

    private static final String REFERENCE_SUFFIX = "_id";
    private static final String NONE = "00000000-0000-0000-0000-000000000000";

    private JsonRecords() {}

    static String of(List<?> records) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Object each : records) {
                IndexedRecord record = (IndexedRecord) each;
                json.writeStartObject();
                for (Schema.Field field : record.getSchema().getFields()) {
                    json.writeFieldName(field.name());
                    write(json, field.name(), record.get(field.pos()).toString());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a text is always writable", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, String value) throws IOException {
        if (name.equals(FREE_JSON)) {
            json.writeRawValue(value.isEmpty() ? "{}" : value);
        } else {
            json.writeString(value.isEmpty() && name.endsWith(REFERENCE_SUFFIX) ? NONE : value);
        }
    }
}
