package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.command;
import static net.voipbin.provisioning.topology.UpstreamCommands.create;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.DeleteCustomer;
import net.voipbin.provisioning.contract.Wakeup;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Records of the command topic that hold no command, each with one flaw. */
final class MalformedCommands {

    private static final UUID CUSTOMER = UUID.fromString("0190a000-0000-7000-8000-0000000000ab");
    private static final byte[] KEY = utf8(CUSTOMER.toString());
    private static final byte[] GOOD = WireTable.write(create(CUSTOMER, "ada@example.com"));

    private MalformedCommands() {}

    /** What a publisher may get wrong. */
    record Malformation(String name, String reason, byte @Nullable [] key, byte @Nullable [] value) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Malformation> all() {
        return Stream.of(
                undecodable("null value", null),
                undecodable("empty value", new byte[0]),
                undecodable("another magic byte", changed(GOOD, 0, (byte) 1)),
                undecodable("half a header", Arrays.copyOf(GOOD, 3)),
                undecodable("a header and nothing else", Arrays.copyOf(GOOD, WireTable.HEADER_BYTES)),
                undecodable("an unknown schema id", changed(GOOD, 1, (byte) 0x7f)),
                undecodable("a negative schema id", changed(GOOD, 1, (byte) 0xff)),
                undecodable(
                        "another contract's record",
                        WireTable.write(Wakeup.newBuilder().build())),
                undecodable("a record cut short", Arrays.copyOf(GOOD, GOOD.length - 1)),
                undecodable("a record cut in the middle", Arrays.copyOf(GOOD, GOOD.length / 2)),
                undecodable("bytes after the record", Arrays.copyOf(GOOD, GOOD.length + 1)),
                undecodable("random bytes", random(200)),
                undecodable("random bytes after a header", afterHeader(random(200))),
                undecodable("JSON text", utf8("{\"command_id\":\"" + UUID.randomUUID() + "\"}")),
                undecodable("Avro without a header", Arrays.copyOfRange(GOOD, WireTable.HEADER_BYTES, GOOD.length)),
                undecodable("a text that is no UUID", encoded(out -> {
                    text(out, "not-a-uuid");
                    text(out, CUSTOMER.toString());
                })),
                undecodable("an unknown kind of actor", encoded(out -> {
                    text(out, UUID.randomUUID().toString());
                    text(out, CUSTOMER.toString());
                    number(out, 17);
                })),
                undecodable("a hostile length of a string", encoded(out -> number(out, Integer.MAX_VALUE - 8))),
                undecodable("a negative length of a string", encoded(out -> number(out, -1))),
                undecodable("a hostile length of an array", encoded(out -> {
                    beforePermissionIds(out);
                    number(out, Integer.MAX_VALUE - 8);
                })),
                undecodable("an array of endless empty strings", encoded(out -> {
                    beforePermissionIds(out);
                    number(out, Long.MAX_VALUE);
                })),
                undecodable("a hostile length of the fingerprint", encoded(out -> {
                    beforeFingerprint(out);
                    number(out, 1);
                    number(out, Long.MAX_VALUE);
                })),
                new Malformation("null key", "WRONG_KEY", null, GOOD),
                new Malformation("empty key", "WRONG_KEY", new byte[0], GOOD),
                new Malformation("a key that is no UUID", "WRONG_KEY", utf8("customer"), GOOD),
                new Malformation(
                        "another customer's key",
                        "WRONG_KEY",
                        utf8(UUID.randomUUID().toString()),
                        GOOD),
                new Malformation(
                        "an upper-case key",
                        "WRONG_KEY",
                        utf8(CUSTOMER.toString().toUpperCase(Locale.ROOT)),
                        GOOD),
                new Malformation("a key with a trailing space", "WRONG_KEY", utf8(CUSTOMER + " "), GOOD),
                content("nil command id", change(command -> command.setCommandId(new UUID(0, 0)))),
                content("no payload", command(CUSTOMER).build()),
                content("two payloads", change(command -> command.setDeleteCustomer(new DeleteCustomer()))),
                content("negative expected version", change(command -> command.setExpectedVersion(-1L))),
                content("a time before 1970", change(command -> command.setTime(Instant.EPOCH.minusMillis(1)))),
                content(
                        "a fingerprint of 65 bytes",
                        change(command -> command.setFingerprint(ByteBuffer.wrap(new byte[65])))),
                actor("platform without service", actor(ActorKind.PLATFORM).build()),
                actor(
                        "blank service",
                        actor(ActorKind.PLATFORM).setService(" \t").build()),
                actor(
                        "service of 256 characters",
                        actor(ActorKind.PLATFORM).setService("s".repeat(256)).build()),
                actor(
                        "platform with an agent",
                        actor(ActorKind.PLATFORM)
                                .setService("signup")
                                .setAgentId(UUID.randomUUID())
                                .build()),
                actor(
                        "platform with a delegate",
                        actor(ActorKind.PLATFORM)
                                .setService("signup")
                                .setDelegatedBy(UUID.randomUUID())
                                .build()),
                actor("agent without its id", actor(ActorKind.AGENT).build()),
                actor(
                        "agent with the nil id",
                        actor(ActorKind.AGENT).setAgentId(new UUID(0, 0)).build()),
                actor(
                        "agent with a service",
                        actor(ActorKind.AGENT)
                                .setAgentId(UUID.randomUUID())
                                .setService("signup")
                                .build()),
                actor("super admin without its id", actor(ActorKind.SUPER_ADMIN).build()),
                actor(
                        "super admin with a delegate",
                        actor(ActorKind.SUPER_ADMIN)
                                .setAgentId(UUID.randomUUID())
                                .setDelegatedBy(UUID.randomUUID())
                                .build()));
    }

    private static Malformation undecodable(String name, byte @Nullable [] value) {
        return new Malformation(name, "UNDECODABLE_VALUE", KEY, value);
    }

    private static Malformation content(String name, Command command) {
        return new Malformation(name, "MALFORMED_CONTENT", KEY, WireTable.write(command));
    }

    private static Malformation actor(String name, Actor actor) {
        return content(name, change(command -> command.setActor(actor)));
    }

    private static Actor.Builder actor(ActorKind kind) {
        return Actor.newBuilder().setKind(kind);
    }

    private static Command change(Consumer<Command.Builder> change) {
        Command.Builder command = Command.newBuilder(create(CUSTOMER, "ada@example.com"));
        change.accept(command);
        return command.build();
    }

    private static byte[] changed(byte[] bytes, int place, byte to) {
        byte[] changed = bytes.clone();
        changed[place] = to;
        return changed;
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        bytes[0] = 9;
        return bytes;
    }

    private static byte[] afterHeader(byte[] content) {
        return ByteBuffer.allocate(WireTable.HEADER_BYTES + content.length)
                .put(WireTable.header(Command.class))
                .put(content)
                .array();
    }

    private static byte[] encoded(Consumer<BinaryEncoder> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        fields.accept(out);
        // Enough to go on with, so that the flaw is the one meant.
        bytes.writeBytes(new byte[64]);
        return afterHeader(bytes.toByteArray());
    }

    private static void beforeFingerprint(BinaryEncoder out) {
        text(out, UUID.randomUUID().toString());
        text(out, CUSTOMER.toString());
        number(out, 0);
        number(out, 1);
        text(out, "signup");
        number(out, 0);
        number(out, 0);
        number(out, 0);
        number(out, 1_700_000_000_000_000L);
    }

    private static void beforePermissionIds(BinaryEncoder out) {
        beforeFingerprint(out);
        number(out, 0);
        number(out, 0);
        number(out, 1);
        for (int field = 0; field < 7; field++) {
            number(out, 0);
        }
        number(out, 1);
    }

    private static void text(BinaryEncoder out, String text) {
        try {
            out.writeString(new Utf8(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void number(BinaryEncoder out, long number) {
        try {
            out.writeLong(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
