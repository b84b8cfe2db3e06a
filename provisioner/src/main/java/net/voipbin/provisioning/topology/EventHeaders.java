package net.voipbin.provisioning.topology;

import java.nio.charset.StandardCharsets;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * CloudEvents attributes in Kafka's binary content mode (CloudEvents 1.0.2, Kafka protocol binding 1.0.2), and the
 * trace that the command came with (W3C Trace Context).
 */
final class EventHeaders {

    private static final String TRACE_PARENT = "traceparent";
    private static final String TRACE_STATE = "tracestate";

    /** What every system must be able to carry of a tracestate; a header that is longer is not carried on. */
    private static final int MAX_TRACE_BYTES = 512;

    private EventHeaders() {}

    static Headers of(ResourceEvent event, String subject, IncomingRecord cause) {
        Headers headers = new RecordHeaders()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(event.getCustomerId() + "/" + event.getChangeSeq() + "/" + event.getIndex()))
                .add("ce_source", utf8("/provisioning"))
                .add("ce_type", utf8(event.getType()))
                .add("ce_subject", utf8(subject))
                .add("ce_time", utf8(event.getTime().toString()))
                .add("content-type", utf8("application/avro"));
        copyTrace(cause, headers);
        return headers;
    }

    static void copyTrace(IncomingRecord cause, Headers headers) {
        copy(TRACE_PARENT, cause, headers);
        copy(TRACE_STATE, cause, headers);
    }

    private static void copy(String name, IncomingRecord cause, Headers headers) {
        Header header = cause.headers().lastHeader(name);
        if (header != null && header.value() != null && header.value().length <= MAX_TRACE_BYTES) {
            headers.add(header);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
