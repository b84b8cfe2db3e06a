package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.create;
import static net.voipbin.provisioning.topology.UpstreamCommands.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CreateAgent;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FingerprintsTest {

    private static final UUID CUSTOMER = UUID.fromString("0190a000-0000-7000-8000-0000000000ab");

    private final Fingerprints fingerprints = new Fingerprints(new KeyedHash(ProvisionerDriver.HASH_KEY));

    static List<Function<Command.Builder, Command.Builder>> otherContents() {
        return List.of(
                command -> command.setExpectedVersion(1L),
                command -> command.setActor(Actor.newBuilder(command.getActor())
                        .setService("billing")
                        .build()),
                command -> command.setCreateCustomer(CreateCustomer.newBuilder(command.getCreateCustomer())
                        .setDetail("")
                        .build()),
                // What moves from one field to the next is another content too.
                command -> command.setCreateCustomer(CreateCustomer.newBuilder(command.getCreateCustomer())
                        .setName("Acme CorporationEnterprise")
                        .setDetail(" customer account")
                        .build()));
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void shouldDifferWhereTheContentDoes(Function<Command.Builder, Command.Builder> change) {
        // Given
        Command command = create(CUSTOMER, "ada@example.com");
        Command other = change.apply(Command.newBuilder(command)).build();

        // When
        ByteBuffer fingerprint = fingerprints.of(other);

        // Then
        assertThat(fingerprint).isNotEqualTo(fingerprints.of(command));
    }

    @Test
    void shouldDifferWhereOnlyBytesDo() {
        // Then
        assertThat(fingerprints.of(UpstreamCommands.verify(CUSTOMER, new byte[] {1})))
                .isNotEqualTo(fingerprints.of(UpstreamCommands.verify(CUSTOMER, new byte[] {2})))
                .isEqualTo(fingerprints.of(UpstreamCommands.verify(CUSTOMER, new byte[] {1})));
    }

    @Test
    void shouldNotDependOnWhatIsSaltedAnewEachTime() {
        // Given
        Command command = UpstreamCommands.createAgent(CUSTOMER, "ann@example.com");
        Command again = Command.newBuilder(command)
                .setCreateAgent(CreateAgent.newBuilder(command.getCreateAgent())
                        .setPasswordHash("another salt")
                        .build())
                .build();

        // Then
        assertThat(fingerprints.of(again)).isEqualTo(fingerprints.of(command));
    }

    @Test
    void shouldNotDependOnTheTimeNorOnTheIds() {
        // Given
        Command command = create(CUSTOMER, "ada@example.com");
        Command other = Command.newBuilder(command)
                .setTime(command.getTime().plusSeconds(1))
                .setCommandId(UUID.randomUUID())
                .setCustomerId(UUID.randomUUID())
                .build();

        // When
        ByteBuffer fingerprint = fingerprints.of(other);

        // Then
        assertThat(fingerprint).isEqualTo(fingerprints.of(command));
    }

    @Test
    void shouldNotDependOnTheOrderInAMap() {
        // Given
        Map<String, String> oneWay = new LinkedHashMap<>();
        oneWay.put("status", "\"active\"");
        oneWay.put("id", "\"1\"");
        Map<String, String> otherWay = new LinkedHashMap<>();
        otherWay.put("id", "\"1\"");
        otherWay.put("status", "\"active\"");

        // When
        ByteBuffer fingerprint = fingerprints.of(update(CUSTOMER, fields -> fields.setLocked(oneWay)));

        // Then
        assertThat(fingerprint).isEqualTo(fingerprints.of(update(CUSTOMER, fields -> fields.setLocked(otherWay))));
    }

    @Test
    void shouldTellAnEmptyListFromNone() {
        // Given
        Command none = update(CUSTOMER, fields -> fields);

        // When
        ByteBuffer fingerprint = fingerprints.of(update(CUSTOMER, fields -> fields.setPermissionIds(List.of())));

        // Then
        assertThat(fingerprint).isNotEqualTo(fingerprints.of(none));
    }

    @Test
    void shouldDependOnTheKey() {
        // Given
        Command command = create(CUSTOMER, "ada@example.com");
        Fingerprints underAnotherKey = new Fingerprints(new KeyedHash(new Secret("another key of thirty-two bytes!!")));

        // When
        ByteBuffer fingerprint = underAnotherKey.of(command);

        // Then
        assertThat(fingerprint).isNotEqualTo(fingerprints.of(command));
    }
}
