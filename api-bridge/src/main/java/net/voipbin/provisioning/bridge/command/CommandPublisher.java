package net.voipbin.provisioning.bridge.command;

import java.util.concurrent.CompletableFuture;
import net.voipbin.provisioning.contract.Command;

/** Takes commands to the provisioner. Thread-safe. */
public interface CommandPublisher extends AutoCloseable {

    /**
     * Completes once the command is safely taken; otherwise with the reason, well within the write deadline. Unless that
     * is a {@link NotTakenException} or a {@link org.apache.kafka.common.errors.RecordTooLargeException} the command may
     * arrive all the same.
     */
    CompletableFuture<Void> publish(Command command);

    /** Whether commands can be expected to be taken. */
    boolean ready();

    /** Whether no command will ever be taken again: then only a new process can. */
    boolean broken();

    /** Returns after what was published has been taken or given up. */
    @Override
    void close();
}
