package net.voipbin.provisioning.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.customer.CreateCustomer;
import net.voipbin.provisioning.domain.customer.DeleteCustomer;
import net.voipbin.provisioning.domain.customer.NamedProfile;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import net.voipbin.provisioning.domain.customer.UpdateCustomer;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CommandTranslationTest {

    private static final UUID AGENT = UUID.fromString("0190a000-0000-7000-8000-0000000000aa");
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

    static final List<Actor> ACTORS = List.of(
            new Actor.Platform("signup"),
            new Actor.SuperAdmin(AGENT),
            new Actor.TenantAgent(AGENT, Optional.empty()),
            new Actor.TenantAgent(AGENT, Optional.of(UUID.fromString("0190a000-0000-7000-8000-0000000000bb"))));

    @ParameterizedTest
    @FieldSource("ACTORS")
    void shouldBringAnActorThereAndBack(Actor actor) {
        // Given
        Command command = command()
                .setActor(CommandTranslation.toContract(actor))
                .setDeleteCustomer(new net.voipbin.provisioning.contract.DeleteCustomer())
                .build();

        // When
        Actor back = CommandTranslation.toDomain(command).actor();

        // Then
        assertThat(back).isEqualTo(actor);
    }

    @Test
    void shouldHaveAnActorOfEveryKind() {
        // Given
        List<Actor> actors = ACTORS;

        // When
        var kinds = actors.stream()
                .map(actor -> CommandTranslation.toContract(actor).getKind());

        // Then
        assertThat(kinds).contains(ActorKind.values());
    }

    @Test
    void shouldTakeOverWhatEveryCommandHas() {
        // Given
        Command command = command()
                .setExpectedVersion(7L)
                .setDeleteCustomer(new net.voipbin.provisioning.contract.DeleteCustomer())
                .build();

        // When
        var domain = CommandTranslation.toDomain(command);

        // Then
        assertThat(domain.commandId()).isEqualTo(command.getCommandId());
        assertThat(domain.customerId()).isEqualTo(command.getCustomerId());
        assertThat(domain.time()).isEqualTo(TIME);
        assertThat(domain.expectedVersion()).isEqualTo(OptionalLong.of(7));
        assertThat(domain.request()).isEqualTo(new DeleteCustomer());
    }

    @Test
    void shouldTakeOverEveryFieldOfACreation() {
        // Given
        Command command = command()
                .setCreateCustomer(new net.voipbin.provisioning.contract.CreateCustomer(
                        "name", "detail", "email", "phone", "address", "POST", "uri"))
                .build();

        // When
        var request = CommandTranslation.toDomain(command).request();

        // Then
        assertThat(request)
                .isEqualTo(new CreateCustomer(
                        new NamedProfile("name", "detail", "email", "phone", "address", "POST", "uri")));
    }

    @Test
    void shouldTakeOverEveryFieldOfAnUpdate() {
        // Given
        Command command = command()
                .setUpdateCustomer(new net.voipbin.provisioning.contract.UpdateCustomer(
                        "name",
                        "detail",
                        "email",
                        "phone",
                        "address",
                        "GET",
                        "uri",
                        List.of("customer_admin"),
                        Map.of("status", "\"active\"")))
                .build();

        // When
        var request = CommandTranslation.toDomain(command).request();

        // Then
        assertThat(request)
                .isEqualTo(new UpdateCustomer(
                        Optional.of("name"),
                        Optional.of("detail"),
                        Optional.of("email"),
                        Optional.of("phone"),
                        Optional.of("address"),
                        Optional.of("GET"),
                        Optional.of("uri"),
                        Optional.of(List.of("customer_admin")),
                        Map.of("status", "\"active\"")));
    }

    @Test
    void shouldTakeFieldsThatAnUpdateDoesNotNameForAbsent() {
        // Given
        Command command = command()
                .setUpdateCustomer(net.voipbin.provisioning.contract.UpdateCustomer.newBuilder()
                        .build())
                .build();

        // When
        var request = CommandTranslation.toDomain(command).request();

        // Then
        assertThat(request)
                .isEqualTo(new UpdateCustomer(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    @Test
    void shouldTakeOverEveryFieldOfThePlatformsRegistration() {
        // Given
        Command command = command()
                .setRegisterPlatform(
                        new net.voipbin.provisioning.contract.RegisterPlatform("name", "email", "username"))
                .build();

        // When
        var request = CommandTranslation.toDomain(command).request();

        // Then
        assertThat(request).isEqualTo(new RegisterPlatform("name", "email", "username"));
    }

    /** The fields from create_customer on: each must be translated, and a test above must show it. */
    static Stream<Schema.Field> payloads() {
        List<Schema.Field> fields = Command.getClassSchema().getFields();
        return fields.stream()
                .skip(Command.getClassSchema().getField("create_customer").pos());
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void shouldMakeOfEachPayloadTheRequestOfItsName(Schema.Field field) {
        // Given
        Schema payload = field.schema().getTypes().getLast();
        Command command = command().build();
        command.put(field.pos(), FilledRecords.of(payload));

        // When
        var request = CommandTranslation.toDomain(command).request();

        // Then
        assertThat(request.getClass().getSimpleName()).isEqualTo(payload.getName());
    }

    @Test
    void shouldTakeOverEveryKindOfDetailOfARejection() {
        // Given
        Rejection rejection = new Rejection(
                Reason.LOCKED_FIELD,
                "These fields cannot be changed.",
                Map.of(
                        "text", new Rejection.Detail.Text("word"),
                        "quantity", new Rejection.Detail.Quantity(3),
                        "texts", new Rejection.Detail.Texts(List.of("a", "b"))));

        // When
        var contract = RejectionTranslation.toContract(rejection);

        // Then
        assertThat(contract.getReason()).isEqualTo("LOCKED_FIELD");
        assertThat(contract.getMessage()).isEqualTo("These fields cannot be changed.");
        assertThat(contract.getDetails()).isEqualTo(Map.of("text", "word", "quantity", 3L, "texts", List.of("a", "b")));
    }

    private static Command.Builder command() {
        return Command.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setCustomerId(UUID.randomUUID())
                .setActor(CommandTranslation.toContract(new Actor.Platform("signup")))
                .setTime(TIME);
    }
}
