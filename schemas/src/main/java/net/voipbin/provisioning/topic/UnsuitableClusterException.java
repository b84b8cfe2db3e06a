package net.voipbin.provisioning.topic;

/** The Kafka cluster is not one that the product can run on, until someone changes it; the message says what is wrong. */
public final class UnsuitableClusterException extends RuntimeException {

    public UnsuitableClusterException(String message) {
        super(message);
    }
}
