package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.SignUpCustomer;
import net.voipbin.provisioning.contract.VerifyEmail;
import net.voipbin.provisioning.endtoend.bed.CustomersOfPartitions;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.topic.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What time brings, on a provisioner whose signups expire after seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TimersEndToEndTest {

    private static final Duration SIGNUP_EXPIRY = Duration.ofSeconds(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TOKEN_HASH_BYTES = 32;

    private SystemUnderTest system;
    private UpstreamCommands upstream;
    private TopicLog<CommandResult> results;
    private TopicLog<ResourceEvent> events;
    private TopicLog<MailRequest> mails;

    @BeforeAll
    void open() {
        system = SystemUnderTest.shared();
        system.restartProvisioner(Map.of("PROVISIONER_SIGNUP_EXPIRY", SIGNUP_EXPIRY.toString()));
        upstream = system.upstream();
        results = new TopicLog<>(system.bed(), Topics.RESULTS);
        events = new TopicLog<>(system.bed(), Topics.EVENTS);
        mails = new TopicLog<>(system.bed(), Topics.MAIL_REQUESTS);
    }

    @AfterAll
    void close() {
        upstream.close();
        results.close();
        events.close();
        mails.close();
        system.restartProvisioner(Map.of());
    }

    @Test
    void shouldExpireAnUnverifiedSignupOnceWhenTheProvisionerIsKilledBetween() {
        // Given
        int partition = 0;
        UUID verified = CustomersOfPartitions.in(partition);
        UUID left = CustomersOfPartitions.in(partition);
        signUp(verified);
        MailRequest mail =
                mails.awaitFirst(TIMEOUT, request -> request.getCustomerId().equals(verified));
        apply(UpstreamCommands.command(verified)
                .setVerifyEmail(
                        new VerifyEmail(sha256(mail.getEmailVerification().getToken())))
                .build());
        signUp(left);

        // When
        system.killProvisioner();
        assertThat(typesOf(left)).doesNotContain("customer_expired");
        system.startProvisioner();

        // Then
        ResourceEvent expired = events.awaitFirst(
                TIMEOUT,
                event -> event.getCustomerId().equals(left) && event.getType().equals("customer_expired"));
        assertThat(expired.getResource().getCustomer().getStatus()).isEqualTo(CustomerStatus.expired);
        assertThat(Duration.between(
                        expired.getResource().getCustomer().getTmCreate(),
                        expired.getResource().getCustomer().getTmDelete()))
                .isGreaterThanOrEqualTo(SIGNUP_EXPIRY);
        apply(UpstreamCommands.creation(UUID.randomUUID(), email(left)));
        // What comes behind it in the customers' order shows that nothing more has come of it.
        apply(UpstreamCommands.deletion(left));
        apply(UpstreamCommands.renaming(verified, "Verified"));
        assertThat(typesOf(left))
                .containsExactly(
                        "customer_created",
                        "agent_created",
                        "billing_account_created",
                        "accesskey_created",
                        "customer_expired",
                        "agent_deleted",
                        "billing_account_deleted",
                        "accesskey_deleted");
        // Its time came before that of the one that has expired.
        assertThat(typesOf(verified)).contains("customer_email_verified").doesNotContain("customer_expired");
        assertThat(events.values())
                .filteredOn(event -> event.getCustomerId().equals(verified))
                .last()
                .satisfies(event -> assertThat(event.getResource().getCustomer().getStatus())
                        .isEqualTo(CustomerStatus.active));
    }

    private List<String> typesOf(UUID customerId) {
        return events.values().stream()
                .filter(event -> event.getCustomerId().equals(customerId))
                .map(ResourceEvent::getType)
                .toList();
    }

    private void signUp(UUID customerId) {
        apply(UpstreamCommands.command(customerId)
                .setSignUpCustomer(SignUpCustomer.newBuilder()
                        .setName("Late")
                        .setEmail(email(customerId))
                        .setTokenPrefix("vb_12345678")
                        .setTokenHash(ByteBuffer.allocate(TOKEN_HASH_BYTES))
                        .build())
                .build());
    }

    private void apply(Command command) {
        upstream.publish(command).join();
        CommandResult result =
                results.awaitFirst(TIMEOUT, decided -> decided.getCommandId().equals(command.getCommandId()));
        assertThat(result.getOutcome())
                .as(String.valueOf(result.getRejection()))
                .isEqualTo(Outcome.APPLIED);
    }

    private static String email(UUID customerId) {
        return customerId + "@timers.example";
    }

    private static ByteBuffer sha256(String text) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
