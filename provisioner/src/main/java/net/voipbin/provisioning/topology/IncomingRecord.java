package net.voipbin.provisioning.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.voipbin.provisioning.contract.DeadLetterHeader;
import net.voipbin.provisioning.contract.WaitingCommand;
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
                .setHeaders(contractHeaders())
                .build();
    }

    List<DeadLetterHeader> contractHeaders() {
        return Arrays.stream(headers.toArray())
                .map(header -> new DeadLetterHeader(header.key(), buffer(header.value())))
                .toList();
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
