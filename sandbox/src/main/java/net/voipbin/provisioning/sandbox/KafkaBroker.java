package net.voipbin.provisioning.sandbox;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** The broker's process: formats its storage where that has not been done, then runs until it is told to end. */
public final class KafkaBroker {

    private KafkaBroker() {}

    /** The properties file and the cluster id. */
    public static void main(String[] arguments) {
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
        Kafka.main(new String[] {arguments[0]});
    }
}
