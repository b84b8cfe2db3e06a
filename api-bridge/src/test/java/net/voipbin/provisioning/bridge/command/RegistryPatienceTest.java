package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.DeleteCustomer;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class RegistryPatienceTest {

    @Test
    void shouldGiveUpWithinTheDeadlineWhenARegistrySaysNothing() throws IOException {
        // Given
        Duration deadline = Duration.ofSeconds(5);
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Serializer<Command> serializer = ConfiguredSerdes.serializer(RegistryPatience.within(
                        deadline, Map.of("schema.registry.url", "http://127.0.0.1:" + mute.getLocalPort())))) {
            long start = System.nanoTime();

            // When
            assertThatThrownBy(() -> serializer.serialize("any", command()))
                    // Then
                    .isInstanceOf(TimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(deadline);
        }
    }

    @Test
    void shouldKeepWhatIsSet() {
        // When
        Map<String, Object> properties = RegistryPatience.within(
                Duration.ofSeconds(10), Map.of("max.retries", "7", "http.read.timeout.ms", "9"));

        // Then
        assertThat(properties)
                .containsEntry("max.retries", "7")
                .containsEntry("http.read.timeout.ms", "9")
                .containsEntry("http.connect.timeout.ms", "1000");
    }

    private static Command command() {
        return Command.newBuilder()
                .setCommandId(new UUID(1, 1))
                .setCustomerId(new UUID(2, 2))
                .setActor(Actor.newBuilder()
                        .setKind(ActorKind.PLATFORM)
                        .setService("test")
                        .build())
                .setTime(Instant.EPOCH)
                .setDeleteCustomer(new DeleteCustomer())
                .build();
    }
}
