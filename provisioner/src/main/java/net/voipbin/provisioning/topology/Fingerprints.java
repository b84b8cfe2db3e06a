package net.voipbin.provisioning.topology;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import net.voipbin.provisioning.contract.Command;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/**
 * What tells two commands with the same id apart: the publisher's own fingerprint, or else a keyed hash of actor,
 * expected version and payload. Fields that hold their default are left out, so that a later version of the contract,
 * with more fields, makes the same fingerprint of the same command. Not thread-safe.
 */
record Fingerprints(KeyedHash hash) {

    /** What a repetition may change: the time; what names the command; and the fingerprint, which is not given here. */
    private static final Set<String> LEFT_OUT = Set.of("command_id", "customer_id", "time", "fingerprint");

    /** Salted anew each time: it must not make a repetition look like another command. */
    private static final Set<String> SALTED = Set.of("password_hash");

    ByteBuffer of(Command command) {
        return command.getFingerprint() == null
                ? ByteBuffer.wrap(hash.of(canonical(command)))
                : command.getFingerprint().duplicate();
    }

    private static byte[] canonical(Command command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writeFields(command, LEFT_OUT, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeFields(IndexedRecord fields, Set<String> leftOut, DataOutputStream out)
            throws IOException {
        TreeMap<String, Object> named = new TreeMap<>();
        for (Schema.Field field : fields.getSchema().getFields()) {
            Object value = fields.get(field.pos());
            if (value != null && !leftOut.contains(field.name()) && !isDefault(field, value)) {
                named.put(field.name(), value);
            }
        }
        writeMap(named, out);
    }

    private static boolean isDefault(Schema.Field field, Object value) {
        return field.hasDefaultValue() && Objects.equals(SpecificData.get().getDefaultValue(field), value);
    }

    private static void writeMap(Map<String, ?> sorted, DataOutputStream out) throws IOException {
        out.writeInt(sorted.size());
        for (Map.Entry<String, ?> entry : sorted.entrySet()) {
            writeText(entry.getKey(), out);
            write(entry.getValue(), out);
        }
    }

    private static void write(Object value, DataOutputStream out) throws IOException {
        switch (value) {
            case IndexedRecord nested -> writeFields(nested, SALTED, out);
            case ByteBuffer bytes -> writeText(HexFormat.of().formatHex(bytes(bytes)), out);
            case Map<?, ?> map -> {
                TreeMap<String, Object> sorted = new TreeMap<>();
                map.forEach((key, element) -> sorted.put(key.toString(), element));
                writeMap(sorted, out);
            }
            case Collection<?> elements -> {
                out.writeInt(elements.size());
                for (Object element : elements) {
                    write(element, out);
                }
            }
            default -> writeText(value.toString(), out);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
