package net.voipbin.provisioning.domain.customer;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.acme;
import static net.voipbin.provisioning.domain.Samples.command;
import static net.voipbin.provisioning.domain.Samples.guestOf;
import static net.voipbin.provisioning.domain.Samples.presentLockedFields;
import static net.voipbin.provisioning.domain.Samples.updateLocked;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an update of a customer may say of the fields that it cannot change. */
class UpdateCustomerLockedFieldsTest {

    private static final Actor OWNER = guestOf(CUSTOMER_ID);
    private static final Instant ONE_O_CLOCK = Instant.parse("2026-11-24T13:00:00Z");

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);

    @BeforeEach
    void createAcme() {
        provisioner.handle(command(PLATFORM, acme()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "id | \"0293b0a0-2222-7000-8000-00000000000b\"",
                "billing_account_id | \"0293b0a0-2222-7000-8000-00000000000b\"",
                "billing_account_id | null",
                "webhook_secret | \"\"",
                "metadata | {\"rtp_debug\":true}",
                "metadata | null",
                "email_verified | false",
                "email_verified | \"true\"",
                "identity_verification_status | \"verified\"",
                "status | \"suspended\"",
                "status | \"ACTIVE\"",
                "terms_agreed_version | \"1\"",
                "terms_agreed_ip | \"127.0.0.1\"",
                "tm_deletion_scheduled | \"2026-11-24T12:00:00.000001Z\"",
                "tm_create | \"2026-11-24T12:00:00.000002Z\"",
                "tm_create | null",
                "tm_create | 1764000000",
                "tm_create | \"\"",
                "tm_create | 0",
                "tm_update | \"2026-11-24T12:00:00.000001Z\"",
                "tm_delete | \"2026-11-24T12:00:00.000001Z\""
            })
    void shouldRefuseAnotherValueOfALockedFieldEvenFromASuperAdmin(String field, String json) {
        // Then
        for (Actor actor : List.of(OWNER, SUPER_ADMIN, PLATFORM)) {
            assertThatDecision(handle(actor, updateLocked(Map.of(field, json))))
                    .rejectedWith(Reason.LOCKED_FIELD, Map.of("fields", new Rejection.Detail.Texts(List.of(field))));
        }
    }

    @Test
    void shouldListEveryLockedFieldThatWasGivenAnotherValue() {
        // When
        Decision decision = handle(
                OWNER,
                updateLocked(
                        Map.of("tm_create", "null", "status", "\"frozen\"", "email_verified", "true", "id", "\"x\"")));
        // Then
        assertThatDecision(decision)
                .rejectedWith(
                        Reason.LOCKED_FIELD,
                        Map.of("fields", new Rejection.Detail.Texts(List.of("id", "status", "tm_create"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "billing_account_id", "metadata", "email_verified", "status", "tm_create", "tm_update"})
    void shouldAcceptEachLockedFieldWithItsPresentValue(String field) {
        // Given
        Customer before = customer();
        // When
        Decision decision = handle(
                OWNER,
                updateLocked(Map.of(
                        field,
                        Optional.ofNullable(presentLockedFields(before).get(field))
                                .orElseThrow())));
        // Then
        assertThatDecision(decision).fulfilled(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2026-11-24T13:00:00.000001+01:00\"", "\"2026-11-24t12:00:00.0000010z\""})
    void shouldAcceptALockedTimeInAnotherSpelling(String json) {
        // Then
        assertThatDecision(handle(OWNER, updateLocked(Map.of("tm_create", json))))
                .fulfilled(customer());
    }

    @Test
    void shouldAcceptALockedIdInUpperCase() {
        // Then
        String id = "\"" + customer().id().toString().toUpperCase(Locale.ROOT) + "\"";
        assertThatDecision(handle(OWNER, updateLocked(Map.of("id", id)))).fulfilled(customer());
    }

    @Test
    void shouldTakeEmptyMetadataForTheDefault() {
        // Then
        assertThatDecision(handle(OWNER, updateLocked(Map.of("metadata", "{}"))))
                .fulfilled(customer());
    }

    @Test
    void shouldIgnoreFieldsThatNoCustomerHas() {
        // Then
        assertThatDecision(handle(OWNER, updateLocked(Map.of("colour", "\"red\"", "tm_expire", "1"))))
                .fulfilled(customer());
    }

    private Decision handle(Actor actor, Request request) {
        return provisioner.handle(command(CUSTOMER_ID, actor, request, ONE_O_CLOCK));
    }

    private Customer customer() {
        return provisioner.tenant(CUSTOMER_ID).customer().orElseThrow();
    }
}
