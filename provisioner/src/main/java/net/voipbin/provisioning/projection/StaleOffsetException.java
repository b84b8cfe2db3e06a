package net.voipbin.provisioning.projection;

import org.apache.kafka.common.TopicPartition;

/** Another process has moved the partition's offset: this one's batch must not be written. */
final class StaleOffsetException extends RuntimeException {

    StaleOffsetException(TopicPartition partition) {
        super("the offset of " + partition + " was moved by another process");
    }
}
