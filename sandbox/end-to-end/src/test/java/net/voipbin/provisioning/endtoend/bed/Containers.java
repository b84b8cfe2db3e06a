package net.voipbin.provisioning.endtoend.bed;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The test bed on containers, which the library itself ends with this JVM. */
record Containers(KafkaContainer kafka, GenericContainer<?> registry, PostgreSQLContainer postgres) implements TestBed {

    private static final Path ENGINE = Path.of("/var/run/docker.sock");
    private static final int REGISTRY_PORT = 8080;
    private static final String REGISTRY_PATH = "/apis/ccompat/v7";

    /** Asks the engine's socket first: the library takes long to find out that there is none. */
    static boolean engineAnswers() {
        if (System.getenv("DOCKER_HOST") != null) {
            return true;
        }
        try (SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(ENGINE))) {
            return engine.isConnected();
        } catch (IOException absent) {
            return false;
        }
    }

    // Not closed here: they live as long as this JVM.
    @SuppressWarnings("resource")
    static Containers start() {
        Containers containers = new Containers(
                new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1")),
                new GenericContainer<>(DockerImageName.parse("apicurio/apicurio-registry:3.3.3"))
                        .withExposedPorts(REGISTRY_PORT)
                        .waitingFor(Wait.forHttp(REGISTRY_PATH + "/subjects")),
                new PostgreSQLContainer(DockerImageName.parse("postgres:18")));
        Startables.deepStart(containers.kafka, containers.registry, containers.postgres)
                .join();
        return containers;
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String registryUrl() {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + REGISTRY_PATH;
    }

    @Override
    public String jdbcUrl() {
        return postgres.getJdbcUrl();
    }

    @Override
    public String jdbcUser() {
        return postgres.getUsername();
    }

    @Override
    public String jdbcPassword() {
        return postgres.getPassword();
    }
}
