package net.voipbin.provisioning.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import net.voipbin.provisioning.bridge.command.CommandPublisher;
import net.voipbin.provisioning.bridge.command.NotTakenException;
import net.voipbin.provisioning.bridge.hash.Sha256;
import net.voipbin.provisioning.contract.AccessKey;
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
import net.voipbin.provisioning.contract.SignUpCustomer;
import org.apache.kafka.common.errors.TimeoutException;
import org.jdbi.v3.core.Handle;

/**
 * Takes commands and writes into the read model what the provisioner and its projection would, as far as the bridge can
 * tell the difference; of most commands, only that they were applied. A command id that is known changes nothing, as
 * there.
 */
public final class StandInProvisioner implements CommandPublisher {

    /** How it behaves. */
    public enum Behaviour {
        DECIDES,
        /** Takes commands and never decides them. */
        SILENT,
        /** Decides commands, and fails to say that it took them. */
        UNACKNOWLEDGED,
        /** Neither takes nor decides any, as far as its failure tells. */
        LOST,
        /** Certainly takes none. */
        AWAY
    }

    private final List<Command> published = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = Behaviour.DECIDES;
    private volatile Optional<Rejection> refusal = Optional.empty();
    private volatile boolean progressShows = true;
    private volatile Runnable beforeReading = () -> {};

    public List<Command> published() {
        return List.copyOf(published);
    }

    public void behave(Behaviour next) {
        behaviour = next;
    }

    public void refuse(String reason, Map<String, Object> details) {
        refusal = Optional.of(new Rejection(reason, "No.", details));
    }

    /** From now on the changes that it decides are not shown as projected. */
    public void leaveProgressBehind() {
        progressShows = false;
    }

    /** Something happens, or fails, whenever the bridge is about to read a result. */
    public void beforeReading(Runnable event) {
        beforeReading = event;
    }

    public CommandResult deserialize(byte[] bytes) {
        beforeReading.run();
        return read(bytes);
    }

    public void reset() {
        beforeReading = () -> {};
        progressShows = true;
        published.clear();
        behaviour = Behaviour.DECIDES;
        refusal = Optional.empty();
    }

    @Override
    public CompletableFuture<Void> publish(Command command) {
        if (behaviour == Behaviour.AWAY) {
            return CompletableFuture.failedFuture(new NotTakenException(new TimeoutException("away")));
        }
        published.add(command);
        if (behaviour == Behaviour.DECIDES || behaviour == Behaviour.UNACKNOWLEDGED) {
            Thread.ofVirtual().start(() -> decide(command));
        }
        return behaviour == Behaviour.UNACKNOWLEDGED || behaviour == Behaviour.LOST
                ? CompletableFuture.failedFuture(new TimeoutException("no acknowledgement"))
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean broken() {
        return false;
    }

    @Override
    public boolean ready() {
        return behaviour != Behaviour.AWAY;
    }

    @Override
    public void close() {}

    public void decide(Command command) {
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
                } else {
                    changeStatus(handle, command, time);
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
            CommandResult result = result(handle, command, version, time);
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

    private CommandResult result(Handle handle, Command command, long version, Instant time) {
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
        } else if (command.getCreateAccesskey() != null) {
            result.setResource(
                    Resource.newBuilder().setAccesskey(accessKey(command, time)).build());
        } else if (command.getSignUpCustomer() != null
                || command.getVerifyEmail() != null
                || command.getFreezeCustomer() != null
                || command.getFreezeAndDeleteCustomer() != null
                || command.getRecoverCustomer() != null) {
            result.setResource(
                    Resource.newBuilder().setCustomer(stored(handle, command)).build());
        }
        return result.build();
    }

    /** Changes the status of a customer, where the command asks for that. */
    private static void changeStatus(Handle handle, Command command, Instant time) {
        if (command.getSignUpCustomer() != null) {
            signUp(handle, command, command.getSignUpCustomer(), time);
        } else if (command.getVerifyEmail() != null) {
            setStatus(handle, command, "active");
        } else if (command.getFreezeCustomer() != null) {
            setStatus(handle, command, "frozen");
        } else if (command.getRecoverCustomer() != null) {
            setStatus(handle, command, "active");
        } else if (command.getFreezeAndDeleteCustomer() != null) {
            setStatus(handle, command, "deleted");
            handle.execute(
                    "update customers set tm_delete = ? where id = ?", Timestamp.from(time), command.getCustomerId());
            handle.execute("delete from agents where customer_id = ?", command.getCustomerId());
        }
    }

    private static void setStatus(Handle handle, Command command, String status) {
        handle.execute(
                "update customers set status = ?, version = version + 1 where id = ?", status, command.getCustomerId());
    }

    private static void signUp(Handle handle, Command command, SignUpCustomer signUp, Instant time) {
        UUID keyId = UUID.randomUUID();
        int born = handle.execute(
                """
                insert into customers values (?, 1, ?, ?, ?, '', '', '', '', ?, '{customer_agent}', false, false,
                'none', 'initial', ?, ?, null, ?, null, null) on conflict do nothing""",
                command.getCustomerId(),
                signUp.getName(),
                signUp.getDetail(),
                signUp.getEmail(),
                command.getCommandId(),
                signUp.getTermsAgreedVersion(),
                signUp.getTermsAgreedIp(),
                Timestamp.from(time));
        if (born == 0) {
            return;
        }
        handle.execute(
                "insert into accesskeys values (?, ?, 1, 'default', '', ?, ?, ?, null, null)",
                keyId,
                command.getCustomerId(),
                signUp.getTokenPrefix(),
                Timestamp.from(time.plus(Duration.ofDays(365))),
                Timestamp.from(time));
        handle.execute(
                "insert into credentials values (?, ?, 1, null, ?)",
                command.getCustomerId(),
                keyId,
                bytes(signUp.getTokenHash()));
        handle.execute(
                "insert into credentials values (?, ?, 1, null, ?)",
                command.getCustomerId(),
                command.getCustomerId(),
                Sha256.of(verificationToken(signUp.getEmail())));
    }

    /** The token that goes out by mail to the address. */
    public static String verificationToken(String email) {
        return HexFormat.of().formatHex(Sha256.of("verifies " + email));
    }

    private static Customer stored(Handle handle, Command command) {
        return handle.select("select * from customers where id = ?", command.getCustomerId())
                .map((row, context) -> Customer.newBuilder()
                        .setId(command.getCustomerId())
                        .setVersion(row.getLong("version"))
                        .setName(row.getString("name"))
                        .setDetail(row.getString("detail"))
                        .setEmail(row.getString("email"))
                        .setPhoneNumber("")
                        .setAddress("")
                        .setWebhookUri("")
                        .setBillingAccountId(command.getCommandId())
                        .setPermissionIds(List.of(DefaultPermission.customer_agent))
                        .setMetadata(new CustomerMetadata(false))
                        .setEmailVerified(row.getBoolean("email_verified"))
                        .setIdentityVerificationStatus(IdentityVerificationStatus.none)
                        .setStatus(CustomerStatus.valueOf(row.getString("status")))
                        .setTermsAgreedVersion(row.getString("terms_agreed_version"))
                        .setTermsAgreedIp(row.getString("terms_agreed_ip"))
                        .setTmCreate(row.getTimestamp("tm_create").toInstant())
                        .setTmDelete(Optional.ofNullable(row.getTimestamp("tm_delete"))
                                .map(Timestamp::toInstant)
                                .orElse(null))
                        .build())
                .one();
    }

    private static AccessKey accessKey(Command command, Instant time) {
        return AccessKey.newBuilder()
                .setId(command.getCommandId())
                .setCustomerId(command.getCustomerId())
                .setVersion(1)
                .setName(command.getCreateAccesskey().getName())
                .setDetail("")
                .setTokenPrefix(command.getCreateAccesskey().getTokenPrefix())
                .setTmExpire(time.plus(Duration.ofDays(365)))
                .setTmCreate(time)
                .build();
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

    public static byte[] bytes(CommandResult result) {
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

    public static CommandResult read(byte[] bytes) {
        try {
            return CommandResult.fromByteBuffer(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
