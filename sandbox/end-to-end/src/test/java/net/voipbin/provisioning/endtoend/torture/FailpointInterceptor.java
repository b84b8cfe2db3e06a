package net.voipbin.provisioning.endtoend.torture;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The {@link Failpoints} of a bridge where it publishes; named in its setting {@code interceptor.classes}. */
public final class FailpointInterceptor implements ProducerInterceptor<Object, Object> {

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> command) {
        Failpoints.reach(Failpoint.BRIDGE_BEFORE_SENDING);
        return command;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
        if (failure == null) {
            Failpoints.reach(Failpoint.BRIDGE_AFTER_SENDING);
        }
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
