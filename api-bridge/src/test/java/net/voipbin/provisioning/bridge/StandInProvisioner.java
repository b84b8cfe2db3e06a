package net.voipbin.provisioning.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import net.voipbin.provisioning.bridge.command.CommandPublisher;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerMetadata;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.DefaultPermission;
import net.voipbin.provisioning.contract.IdentityVerificationStatus;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Rejection;
import net.voipbin.provisioning.contract.Resource;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Takes commands and writes into the read model what the provisioner and its projection would, as far as the bridge can
 * tell the difference; of most commands, only that they were applied. A command id that is known changes nothing, as
 * there.
 */
final class StandInProvisioner implements CommandPublisher {

    /** How it behaves. */
    enum Mood {
        DECIDES,
        /** Takes commands and never decides them. */
        SILENT,
        /** Takes none. */
        AWAY
    }

    private final List<Command> published = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.DECIDES;
    private volatile Optional<Rejection> refusal = Optional.empty();
    private volatile boolean progressShows = true;

    List<Command> published() {
        return List.copyOf(published);
    }

    void become(Mood next) {
        mood = next;
    }

    void refuse(String reason, Map<String, Object> details) {
        refusal = Optional.of(new Rejection(reason, "No.", details));
    }

    /** From now on the changes that it decides are not shown as projected. */
    void leaveProgressBehind() {
        progressShows = false;
    }

    void reset() {
        progressShows = true;
        published.clear();
        mood = Mood.DECIDES;
        refusal = Optional.empty();
    }

    @Override
    public CompletableFuture<Void> publish(Command command) {
        if (mood == Mood.AWAY) {
            return CompletableFuture.failedFuture(new TimeoutException("away"));
        }
        published.add(command);
        if (mood == Mood.DECIDES) {
            Thread.ofVirtual().start(() -> decide(command));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean ready() {
        return mood != Mood.AWAY;
    }

    @Override
    public void close() {}

    void decide(Command command) {
        Instant time = command.getTime();
        ReadModel.jdbi().useTransaction(handle -> {
            if (refusal.isEmpty()) {
                if (command.getCreateCustomer() != null) {
                    handle.execute(
                            """
                            insert into customers values (?, 1, ?, ?, ?, '', '', '', '', ?, '{customer_agent}', false, true,
                            'none', 'active', '', '', null, ?, null, null) on conflict do nothing""",
                            command.getCustomerId(),
                            command.getCreateCustomer().getName(),
                            command.getCreateCustomer().getDetail(),
                            command.getCreateCustomer().getEmail(),
                            command.getCommandId(),
                            Timestamp.from(time));
                } else if (command.getUpdateCustomer() != null) {
                    handle.execute(
                            """
                            update customers set name = coalesce(?, name), detail = coalesce(?, detail),
                            version = version + 1, tm_update = ? where id = ?""",
                            command.getUpdateCustomer().getName(),
                            command.getUpdateCustomer().getDetail(),
                            Timestamp.from(time),
                            command.getCustomerId());
                } else if (command.getDeleteCustomer() != null) {
                    handle.execute(
                            "update customers set status = 'deleted', version = version + 1, tm_update = ?, tm_delete = ? where id = ?",
                            Timestamp.from(time),
                            Timestamp.from(time),
                            command.getCustomerId());
                }
            }
            long version = handle.createQuery("select version from customers where id = ?")
                    .bind(0, command.getCustomerId())
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L);
            handle.execute(
                    "insert into customer_progress values (?, ?) on conflict (customer_id) do update set change_seq = excluded.change_seq",
                    command.getCustomerId(),
                    progressShows ? version : version - 1);
            CommandResult result = result(command, version, time);
            byte[] bytes = bytes(result);
            handle.execute(
                    "insert into command_results values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                    command.getCommandId(),
                    command.getCustomerId(),
                    command.getActor().getAgentId(),
                    bytes(command.getFingerprint()),
                    result.getOutcome().name(),
                    refusal.map(Rejection::getReason).orElse(null),
                    version,
                    Timestamp.from(time),
                    bytes);
        });
    }

    private CommandResult result(Command command, long version, Instant time) {
        CommandResult.Builder result = CommandResult.newBuilder()
                .setCommandId(command.getCommandId())
                .setCustomerId(command.getCustomerId())
                .setActor(command.getActor())
                .setFingerprint(command.getFingerprint())
                .setChangeSeq(version)
                .setTime(time);
        if (refusal.isPresent()) {
            return result.setOutcome(Outcome.REJECTED)
                    .setRejection(refusal.get())
                    .build();
        }
        result.setOutcome(Outcome.APPLIED);
        if (command.getCreateCustomer() != null
                || command.getUpdateCustomer() != null
                || command.getDeleteCustomer() != null) {
            result.setResource(Resource.newBuilder()
                    .setCustomer(customer(command, version, time))
                    .build());
        }
        return result.build();
    }

    private static Customer customer(Command command, long version, Instant time) {
        boolean created = command.getCreateCustomer() != null;
        boolean deleted = command.getDeleteCustomer() != null;
        boolean updated = command.getUpdateCustomer() != null;
        String name = created
                ? command.getCreateCustomer().getName()
                : updated ? command.getUpdateCustomer().getName() : "";
        return Customer.newBuilder()
                .setId(command.getCustomerId())
                .setVersion(version)
                .setName(name == null ? "" : name)
                .setDetail("")
                .setEmail(created ? command.getCreateCustomer().getEmail() : "")
                .setPhoneNumber("")
                .setAddress("")
                .setWebhookUri("")
                .setBillingAccountId(command.getCommandId())
                .setPermissionIds(List.of(DefaultPermission.customer_agent))
                .setMetadata(new CustomerMetadata(false))
                .setEmailVerified(true)
                .setIdentityVerificationStatus(IdentityVerificationStatus.none)
                .setStatus(deleted ? CustomerStatus.deleted : CustomerStatus.active)
                .setTmCreate(ReadModel.BIRTH)
                .setTmDelete(deleted ? time : null)
                .build();
    }

    static byte[] bytes(CommandResult result) {
        try {
            return bytes(result.toByteBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    static CommandResult read(byte[] bytes) {
        try {
            return CommandResult.fromByteBuffer(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
