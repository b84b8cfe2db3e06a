package net.voipbin.provisioning.endtoend.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.sandbox.benchmark.Backlog;
import net.voipbin.provisioning.sandbox.benchmark.BareTopics;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class BacklogEndToEndTest {

    private static final long WITHOUT_END = Long.MAX_VALUE;
    private static final int TOO_LARGE = 2 << 20;

    @Test
    void shouldPublishNothingMoreOnceARecordWasNotAcknowledged() {
        String bootstrapServers = TestBed.shared().bootstrapServers();
        AtomicLong asked = new AtomicLong();
        try (BareTopics topics = BareTopics.create(bootstrapServers, "backlog-test-" + UUID.randomUUID(), 1)) {

            assertThatThrownBy(() -> Backlog.publish(bootstrapServers, topics.commands(), 0, WITHOUT_END, index -> {
                        asked.incrementAndGet();
                        return new Backlog.Entry(new byte[1], new byte[index == 3 ? TOO_LARGE : 1]);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was not taken")
                    .hasStackTraceContaining(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
            assertThat(asked).hasValue(4);
        }
    }
}
