package net.voipbin.provisioning.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/** The broker's process: formats its storage where that has not been done, then runs until it is told to end. */
public final class KafkaBroker {

    private static final String FORMATTED = "meta.properties";
    /** The file that a clean end leaves in the broker's data, until the next start. */
    static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private KafkaBroker() {}

    /** The properties file and the cluster id. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Properties properties = Utils.loadProps(arguments[0]);
        boolean crashed = crashed(Path.of(properties.getProperty("log.dirs")));
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
        if (crashed) {
            unregister(properties);
        }
        Kafka.main(new String[] {arguments[0]});
    }

    private static boolean crashed(Path directory) {
        return Files.exists(directory.resolve(FORMATTED)) && !Files.exists(directory.resolve(CLEAN_SHUTDOWN));
    }

    /**
     * Has the controller, by itself, forget the broker. After a crash the broker would find itself the leader of
     * everything until the controller notices that the former session is over, and would coordinate transactions and
     * groups in that time. Kafka (4.3.1, 4.4.0) may then take a partition that has no leader for a deleted one and leave
     * a committed transaction open for ever (KAFKA-20734), and mix up the members of a group that it loads twice.
     */
    private static void unregister(Properties properties) throws InterruptedException, ExecutionException {
        String name = properties.getProperty("controller.listener.names");
        String listener = Arrays.stream(properties.getProperty("listeners").split(","))
                .filter(each -> each.startsWith(name + "://"))
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
                Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, listener.substring((name + "://").length())))) {
            admin.unregisterBroker(Integer.parseInt(properties.getProperty("node.id")))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
                throw e;
            }
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }
}
