package net.voipbin.provisioning.sandbox.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.Kafka;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.UnregisterBrokerOptions;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/**
 * The broker's process: formats its storage where that has not been done, or else has what is left of its former life
 * forgotten, then runs until it is told to end.
 */
public final class KafkaBroker {

    /** Less than the broker has for its start, so that its log has the reason for a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String FORMATTED = "meta.properties";

    private KafkaBroker() {}

    /** The properties file and the cluster id. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Properties properties = Utils.loadProps(arguments[0]);
        boolean known = Files.exists(Path.of(properties.getProperty("log.dirs"), FORMATTED));
        int outcome = StorageTool.execute(
                new String[] {
                    "format",
                    "--ignore-formatted",
                    "--config",
                    arguments[0],
                    "--cluster-id",
                    arguments[1],
                    "--feature",
                    "transaction.version=2"
                },
                System.out);
        if (outcome != 0) {
            throw new IllegalStateException("the storage can't be formatted");
        }
        if (known) {
            unregister(properties);
        }
        Kafka.main(new String[] {arguments[0]});
    }

    /**
     * Has the controller, by itself, forget the broker, which would otherwise find itself the leader of everything until
     * the controller notices that the former session is over, and would coordinate transactions and groups in that time.
     * Kafka (4.3.1, 4.4.0) may then take a partition that has no leader for a deleted one and leave a decided transaction
     * open there (KAFKA-20734), and mix up the members of a group that it loads twice. For the same reason the broker
     * gives up no leadership while it stops ({@code controlled.shutdown.enable}).
     */
    private static void unregister(Properties properties) throws InterruptedException, ExecutionException {
        String prefix = properties.getProperty("controller.listener.names") + "://";
        String listener = Arrays.stream(properties.getProperty("listeners").split(","))
                .filter(each -> each.startsWith(prefix))
                .findFirst()
                .orElseThrow();
        Properties alone = new Properties();
        alone.putAll(properties);
        alone.remove("advertised.listeners");
        alone.put("process.roles", "controller");
        alone.put("listeners", listener);
        KafkaRaftServer controller = new KafkaRaftServer(new KafkaConfig(alone), Time.SYSTEM);
        controller.startup();
        try (Admin admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, listener.substring(prefix.length())))) {
            unregister(admin, Integer.parseInt(properties.getProperty("node.id")));
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static void unregister(Admin admin, int broker) throws InterruptedException, ExecutionException {
        UnregisterBrokerOptions within = new UnregisterBrokerOptions().timeoutMs((int) PATIENCE.toMillis());
        long start = System.nanoTime();
        while (true) {
            try {
                admin.unregisterBroker(broker, within).all().get();
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                    return;
                }
                // Such as of a controller that has been elected and has not begun yet, or has not read its features
                // yet.
                boolean passing = e.getCause() instanceof RetriableException
                        || e.getCause() instanceof UnsupportedVersionException;
                if (!passing || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw e;
                }
            }
        }
    }
}
