package net.voipbin.provisioning.sandbox.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FreePortTest {

    /** Of Linux, unless it is told otherwise; other systems begin later. */
    private static final int FIRST_OF_CONNECTIONS = 32_768;

    @Test
    void shouldGiveThePreferredPortWhenItIsFree() {
        // Given
        int free = freePort();

        // When
        int given = FreePort.preferring(free);

        // Then
        assertThat(given).isEqualTo(free);
    }

    @Test
    void shouldGiveAHigherPortWhenThePreferredOneIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            int given = FreePort.preferring(taken.getLocalPort());

            // Then
            assertThat(given).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void shouldNotGiveAPortTwice() {
        // Given
        int first = FreePort.preferring(freePort());

        // When
        int second = FreePort.preferring(first);

        // Then
        assertThat(second).isGreaterThan(first);
    }

    @Test
    void shouldGiveNoneThatAConnectionMayTakeMeanwhile() {
        // When
        List<Integer> given =
                IntStream.range(0, 100).mapToObj(each -> FreePort.any()).toList();

        // Then
        assertThat(given)
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(1_024, FIRST_OF_CONNECTIONS - 1));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
