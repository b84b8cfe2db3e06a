package net.voipbin.provisioning.sandbox.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.BillingEvent;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.translation.CommandTranslation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampleFileTest {

    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06.789012Z");
    private static final UUID CUSTOMER = UUID.fromString("6f0e6a2f-1e6b-4c55-9f0e-5f1d7c103f0a");

    @Test
    void shouldUseEveryTypeOfCommand() throws IOException {
        // When
        SampleFile sample = SampleFile.own();

        // Then
        assertThat(SampleEntry.payloads(Command.getClassSchema())).hasSizeGreaterThan(40);
        assertThat(sample.entries())
                .extracting(SampleEntry::payload)
                .containsAll(SampleEntry.payloads(Command.getClassSchema()));
    }

    @Test
    void shouldUseEveryFactOfTheBillingService() throws IOException {
        // When
        SampleFile sample = SampleFile.own();

        // Then
        assertThat(sample.entries())
                .extracting(SampleEntry::payload)
                .containsAll(SampleEntry.payloads(BillingEvent.getClassSchema()));
    }

    @Test
    void shouldSayNothingButWhatTheContractAndTheProvisionerKnow() throws IOException {
        // When
        SampleFile sample = SampleFile.own();

        // Then
        assertThat(sample.entries()).allSatisfy(entry -> {
            if (entry.isCommand()) {
                CommandTranslation.toDomain(entry.command(CUSTOMER, TIME, SampleFileTest::anyValue));
            } else {
                entry.fact(CUSTOMER, TIME, SampleFileTest::anyValue);
            }
        });
    }

    @Test
    void shouldMakeTheSameCommandAtEachStartButForItsTime() {
        // Given
        SampleEntry entry = only("""
                {"customer": "acme", "create_tag": {"name": "sales"}}""");
        Command first = entry.command(CUSTOMER, TIME, SampleFileTest::anyValue);

        // When
        Command again = entry.command(CUSTOMER, TIME.plusSeconds(60), SampleFileTest::anyValue);

        // Then
        assertThat(again.getTime()).isEqualTo(TIME.plusSeconds(60));
        assertThat(Command.newBuilder(again).setTime(TIME).build()).isEqualTo(first);
    }

    @Test
    void shouldTakeTheDefaultWhenAFieldIsLeftOut() {
        // When
        Command command = only("""
                {"customer": "acme", "create_queue": {"name": "Sales", "tag_ids": ["${sales}"]}}""").command(CUSTOMER, TIME, label -> "id of " + label);

        // Then
        assertThat(command.getActor().getKind()).isEqualTo(ActorKind.PLATFORM);
        assertThat(command.getExpectedVersion()).isNull();
        assertThat(command.getCreateQueue().getRoutingMethod()).isEqualTo("random");
        assertThat(command.getCreateQueue().getWaitTimeout()).isZero();
        assertThat(command.getCreateQueue().getTagIds()).containsExactly("id of sales");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"create_tag": {"name": "a", "colour": "red"}}              | create_tag.colour is no field of CreateTag
            {"create_tag": {"detail": "a"}}                             | create_tag.name is missing
            {"create_tag": {"name": 7}}                                 | create_tag.name is not a string
            {"create_tag": ["a"]}                                       | create_tag is not a record
            {"delete_tag": {"tag_id": "sales"}}                         | delete_tag.tag_id is not a UUID
            {"add_balance": {"amount": 1.5}}                            | add_balance.amount is not a long
            {"create_queue": {"tag_ids": "a"}}                          | create_queue.tag_ids is not an array
            {"create_queue": {"tag_ids": ["a", 1]}}                     | create_queue.tag_ids[1] is not a string
            {"update_tag": {"tag_id": "${a}", "locked": ["id"]}}        | update_tag.locked is not a map
            {"verify_email": {"token_hash": "none"}}                    | verify_email.token_hash is not hexadecimal digits
            {"update_customer_metadata": {"rtp_debug": "yes"}}          | update_customer_metadata.rtp_debug is not a boolean
            {"update_agent_permission": {"agent_id": "${a}", "permission": 4294967296}} | update_agent_permission.permission is not an int
            {"create_tag": {"name": "a"}, "actor": {"kind": "ROBOT"}}   | actor.kind is not one of [PLATFORM, SUPER_ADMIN, AGENT]
            {"create_tag": {"name": "a"}, "colour": "red"}              | colour is no field of Command
            {"create_tag": {"name": "a"}, "time": 1}                    | says time
            """)
    void shouldNameThePlaceOfAnError(String fields, String flaw) {
        // Given
        SampleEntry entry = only("{\"customer\": \"acme\", " + fields.substring(1));

        // When
        assertThatThrownBy(() -> entry.command(CUSTOMER, TIME, SampleFileTest::anyValue))
                // Then
                .isInstanceOf(SampleFailedException.class)
                .hasMessageStartingWith("Entry 1 (")
                .hasMessageContaining(flaw);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"customer": "acme", "create_tags": {}}]                                   | has 0 payloads
            [{"customer": "acme", "freeze_customer": {}, "recover_customer": {}}]       | has 2 payloads
            [{"freeze_customer": {}}]                                                   | names no customer
            [{"customer": "acme", "expects": "REFUSED", "freeze_customer": {}}]         | expects REFUSED
            [{"customer": "acme", "expects": ["APPLIED", "APPLIED"], "freeze_customer": {}}] | has not one expectation
            [{"label": "a", "customer": "acme", "expects": "LOCKED_FIELD", "freeze_customer": {}}] | has a label
            [{"customer": "acme", "delete_tag": {"tag_id": "${sales}"}}]                | speaks of sales
            [{"label": "a", "customer": "acme", "freeze_customer": {}}, {"label": "a", "customer": "acme", "freeze_customer": {}}] | gives the label a again
            """)
    void shouldRefuseAFileThatIsNoSample(String json, String flaw) {
        // When
        assertThatThrownBy(() -> SampleFile.parse(new ObjectMapper().readTree(json)))
                // Then
                .isInstanceOf(SampleFailedException.class)
                .hasMessageContaining(flaw);
    }

    private static SampleEntry only(String json) {
        try {
            return SampleEntry.parse(1, new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String anyValue(String placeholder) {
        return placeholder.startsWith("mail:")
                ? "ab".repeat(32)
                : UUID.nameUUIDFromBytes(placeholder.getBytes(StandardCharsets.UTF_8))
                        .toString();
    }
}
