package net.voipbin.provisioning.registry;

import java.nio.ByteBuffer;

/** Confluent's framing of a record: a zero byte, the schema's id in four bytes, most significant first, the Avro binary. */
final class WireFormat {

    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFormat() {}

    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
    }

    static boolean hasHeader(byte[] data) {
        return data.length >= HEADER_BYTES && data[0] == MAGIC;
    }

    static int schemaId(byte[] data) {
        return ByteBuffer.wrap(data).getInt(1);
    }
}
