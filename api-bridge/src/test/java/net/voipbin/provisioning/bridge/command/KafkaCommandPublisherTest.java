package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.DeleteCustomer;
import org.junit.jupiter.api.Test;

class KafkaCommandPublisherTest {

    private static final Duration WRITE_DEADLINE = Duration.ofSeconds(8);

    @Test
    void shouldKnowWithinTheWriteDeadlineThatKafkaIsAway() {
        // Given
        Command command = Command.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setCustomerId(UUID.randomUUID())
                .setActor(Actor.newBuilder().setKind(ActorKind.PLATFORM).build())
                .setTime(Instant.EPOCH)
                .setDeleteCustomer(new DeleteCustomer())
                .build();
        try (KafkaCommandPublisher publisher = KafkaCommandPublisher.open(
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                (topic, value) -> new byte[] {1},
                WRITE_DEADLINE,
                new SimpleMeterRegistry())) {
            Instant start = Instant.now();

            // When
            CompletableFuture<Void> taken = publisher.publish(command);

            // Then
            assertThat(taken).failsWithin(WRITE_DEADLINE);
            assertThat(Duration.between(start, Instant.now())).isLessThan(WRITE_DEADLINE);
            assertThat(publisher.ready()).isFalse();
        }
    }
}
