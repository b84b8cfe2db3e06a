package net.voipbin.provisioning.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.voipbin.provisioning.contract.DeadLetterHeader;
import net.voipbin.provisioning.contract.WaitingCommand;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, with where it came from.
 *
 * @param timestamp when the broker took it, in milliseconds since the epoch
 */
record IncomingRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {

    private static final long HEADER_OVERHEAD_BYTES = 8;
    private static final long MAX_BYTES_PER_CHARACTER = 3;

    static IncomingRecord of(RecordMetadata origin, Record<byte[], byte[]> record) {
        return new IncomingRecord(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }

    static IncomingRecord of(WaitingCommand waiting) {
        Headers headers = new RecordHeaders();
        waiting.getHeaders().forEach(header -> headers.add(header.getKey(), bytes(header.getValue())));
        return new IncomingRecord(
                waiting.getTopic(),
                waiting.getPartition(),
                waiting.getOffset(),
                waiting.getTimestamp().toEpochMilli(),
                bytes(waiting.getKey()),
                bytes(waiting.getValue()),
                headers);
    }

    WaitingCommand waiting() {
        return WaitingCommand.newBuilder()
                .setTopic(topic)
                .setPartition(partition)
                .setOffset(offset)
                .setTimestamp(Instant.ofEpochMilli(timestamp))
                .setKey(buffer(key))
                .setValue(buffer(value))
                .setHeaders(contractHeaders(Long.MAX_VALUE))
                .build();
    }

    /** At least the size of key, value and headers. A compressed batch within its topic's bound may hold far more. */
    long bytes() {
        long bytes = length(key) + length(value);
        for (Header header : headers) {
            bytes += bytes(header);
        }
        return bytes;
    }

    /** The first headers, as many as fit into so many bytes together. */
    List<DeadLetterHeader> contractHeaders(long maxBytes) {
        List<DeadLetterHeader> fitting = new ArrayList<>();
        long bytes = 0;
        for (Header header : headers) {
            bytes += bytes(header);
            if (bytes > maxBytes) {
                break;
            }
            fitting.add(new DeadLetterHeader(header.key(), buffer(header.value())));
        }
        return fitting;
    }

    private static long bytes(Header header) {
        return HEADER_OVERHEAD_BYTES + MAX_BYTES_PER_CHARACTER * header.key().length() + length(header.value());
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
