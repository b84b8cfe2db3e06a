package net.voipbin.provisioning.endtoend.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.voipbin.provisioning.sandbox.process.Loopback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stretch of network is as it is told to be, seen by a client of a server that sends back what it reads. */
@Timeout(30)
final class TcpProxyTest {

    private static final int PATIENCE_MILLIS = 300;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket server;
    private TcpProxy proxy;
    private Socket client;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        threads.submit(this::serve);
        proxy = new TcpProxy(server.getLocalPort());
        client = connect();
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        proxy.close();
        server.close();
        threads.close();
    }

    @Test
    void shouldPassOnWhatIsSentWhenItIsGood() throws IOException {
        assertThat(echo(client, 7)).isEqualTo(7);
    }

    @Test
    void shouldHoldBackWhatIsSentWhileItIsSilent() throws IOException {
        // Given
        proxy.become(TcpProxy.Way.SILENT);
        client.setSoTimeout(PATIENCE_MILLIS);

        // When
        assertThatThrownBy(() -> echo(client, 7)).isInstanceOf(SocketTimeoutException.class);
        proxy.become(TcpProxy.Way.GOOD);
        client.setSoTimeout(0);

        // Then
        assertThat(client.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void shouldDelayEachDirectionWhenItIsSlow() throws IOException {
        // Given
        proxy.become(TcpProxy.Way.SLOW);
        long begin = System.nanoTime();

        // Then
        assertThat(echo(client, 7)).isEqualTo(7);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void shouldResetOpenAndNewConnectionsWhenItIsCut() throws IOException {
        // Given
        assertThat(echo(client, 7)).isEqualTo(7);

        // When
        proxy.become(TcpProxy.Way.CUT);

        // Then
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        try (Socket another = connect()) {
            assertThatThrownBy(() -> another.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        proxy.become(TcpProxy.Way.GOOD);
        try (Socket later = connect()) {
            assertThat(echo(later, 8)).isEqualTo(8);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(Loopback.HOST, proxy.port());
    }

    private static int echo(Socket connection, int octet) throws IOException {
        connection.getOutputStream().write(octet);
        return connection.getInputStream().read();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                threads.submit(() -> {
                    try (connection) {
                        return connection.getInputStream().transferTo(connection.getOutputStream());
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }
}
