package net.voipbin.provisioning.endtoend.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerMetadata;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.EmailVerification;
import net.voipbin.provisioning.contract.IdentityVerificationStatus;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.UpdateAgentPassword;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.endtoend.load.CommandLoad;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The oracle of the private topics finds what it is there for: a defect is planted for each. */
final class SecretsOfChangesTest {

    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final UUID COMMAND = UUID.randomUUID();
    private static final String TOKEN = "0123456789abcdef";
    private static final String EMAIL = "owner@mail.example";

    private final ResourceEvent signup = event(true);
    private final Credential token = credential(sha256(TOKEN));
    private final MailRequest mail = mail(EMAIL, TOKEN);

    @Test
    void shouldFindNoFlawInASignupWithItsTokenAndItsMail() {
        assertThat(SecretsOfChanges.flaws(List.of(signup), List.of(token), List.of(mail)))
                .isEmpty();
        assertThat(SecretsOfChanges.flaws(List.of(event(false)), List.of(), List.of()))
                .isEmpty();
    }

    @Test
    void shouldFindAChangeWithoutItsCredentialOrWithItTwice() {
        assertThat(SecretsOfChanges.flaws(List.of(signup), List.of(), List.of()))
                .containsExactly("customer_created in change 1 of customer " + CUSTOMER + " has 0 credentials");
        assertThat(SecretsOfChanges.flaws(List.of(signup), List.of(token, token), List.of()))
                .containsExactly("customer_created in change 1 of customer " + CUSTOMER + " has 2 credentials");
    }

    @Test
    void shouldFindACredentialOfNoChange() {
        assertThat(SecretsOfChanges.flaws(List.of(event(false)), List.of(token), List.of()))
                .singleElement()
                .asString()
                .startsWith("a credential of no change");
    }

    @Test
    void shouldFindAnEndThatLeavesACredential() {
        // Given
        ResourceEvent end =
                ResourceEvent.newBuilder(signup).setType("customer_deleted").build();
        Credential empty = Credential.newBuilder(token).setTokenHash(null).build();

        // Then
        assertThat(SecretsOfChanges.flaws(List.of(end), List.of(empty), List.of()))
                .isEmpty();
        assertThat(SecretsOfChanges.flaws(List.of(end), List.of(token), List.of()))
                .containsExactly("customer_deleted in change 1 of customer " + CUSTOMER + " leaves its credential");
        assertThat(SecretsOfChanges.flaws(List.of(signup), List.of(empty), List.of(mail)))
                .first()
                .isEqualTo("customer_created in change 1 of customer " + CUSTOMER + " has an empty credential");
    }

    @Test
    void shouldFindAMailThatIsMissingOrDoubled() {
        assertThat(SecretsOfChanges.flaws(List.of(signup), List.of(token), List.of()))
                .containsExactly("customer " + CUSTOMER + ", change 1, has 0 mails");
        assertThat(SecretsOfChanges.flaws(List.of(signup), List.of(token), List.of(mail, mail)))
                .containsExactly("customer " + CUSTOMER + ", change 1, has 2 mails");
    }

    @Test
    void shouldFindAMailThatNoChangeAsksFor() {
        assertThat(SecretsOfChanges.flaws(List.of(), List.of(), List.of(mail)))
                .singleElement()
                .asString()
                .startsWith("a mail that no change asks for");
    }

    @Test
    void shouldFindAMailToAnotherAddressOrWithAnotherToken() {
        assertThat(SecretsOfChanges.flaws(List.of(signup), List.of(token), List.of(mail("other@mail.example", TOKEN))))
                .containsExactly("customer " + CUSTOMER + ", change 1, has a mail to another address");
        assertThat(SecretsOfChanges.flaws(List.of(signup), List.of(token), List.of(mail(EMAIL, "fedcba"))))
                .containsExactly("customer " + CUSTOMER + ", change 1, has a mail whose token will not be accepted");
    }

    @Test
    void shouldFindANewPasswordThatWasNotPublished() {
        // Given
        UUID agent = UUID.randomUUID();
        Command change = UpstreamCommands.command(CUSTOMER)
                .setUpdateAgentPassword(new UpdateAgentPassword(agent, "hash"))
                .build();
        List<CommandLoad.Accepted> accepted = List.of(new CommandLoad.Accepted(
                change, new RecordMetadata(new TopicPartition("commands", 0), 0, 0, 0, 0, 0), 0));

        // Then
        assertThat(SecretsOfChanges.unpublishedPasswords(
                        accepted, List.of(result(change, Outcome.APPLIED)), List.of(password(agent, "hash"))))
                .isEmpty();
        assertThat(SecretsOfChanges.unpublishedPasswords(
                        accepted, List.of(result(change, Outcome.REJECTED)), List.of()))
                .isEmpty();
        assertThat(SecretsOfChanges.unpublishedPasswords(
                        accepted, List.of(result(change, Outcome.APPLIED)), List.of(password(agent, "former hash"))))
                .singleElement()
                .asString()
                .startsWith("password of command " + change.getCommandId() + " was not published");
    }

    private static Credential credential(byte[] hash) {
        return Credential.newBuilder()
                .setCustomerId(CUSTOMER)
                .setResourceId(CUSTOMER)
                .setChangeSeq(1)
                .setTokenHash(ByteBuffer.wrap(hash))
                .build();
    }

    private static Credential password(UUID agent, String hash) {
        return Credential.newBuilder()
                .setCustomerId(CUSTOMER)
                .setResourceId(agent)
                .setChangeSeq(1)
                .setPasswordHash(hash)
                .build();
    }

    private static MailRequest mail(String email, String token) {
        return MailRequest.newBuilder()
                .setCustomerId(CUSTOMER)
                .setCommandId(COMMAND)
                .setTime(Instant.EPOCH)
                .setEmailVerification(new EmailVerification(email, token))
                .build();
    }

    private static CommandResult result(Command command, Outcome outcome) {
        return CommandResult.newBuilder()
                .setCommandId(command.getCommandId())
                .setCustomerId(CUSTOMER)
                .setActor(command.getActor())
                .setFingerprint(ByteBuffer.allocate(0))
                .setOutcome(outcome)
                .setChangeSeq(1)
                .setTime(Instant.EPOCH)
                .build();
    }

    private static ResourceEvent event(boolean credential) {
        return ResourceEvent.newBuilder()
                .setType("customer_created")
                .setCustomerId(CUSTOMER)
                .setChangeSeq(1)
                .setIndex(0)
                .setSize(1)
                .setTime(Instant.EPOCH)
                .setCommandId(COMMAND)
                .setActor(UpstreamCommands.command(CUSTOMER).getActor())
                .setCredential(credential)
                .setResource(Resource.newBuilder().setCustomer(customer()).build())
                .build();
    }

    private static Customer customer() {
        return Customer.newBuilder()
                .setId(CUSTOMER)
                .setVersion(1)
                .setName("")
                .setDetail("")
                .setEmail(EMAIL)
                .setPhoneNumber("")
                .setAddress("")
                .setWebhookUri("")
                .setBillingAccountId(UUID.randomUUID())
                .setPermissionIds(List.of())
                .setMetadata(new CustomerMetadata(false))
                .setEmailVerified(false)
                .setIdentityVerificationStatus(IdentityVerificationStatus.none)
                .setStatus(CustomerStatus.initial)
                .setTmCreate(Instant.EPOCH)
                .build();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
