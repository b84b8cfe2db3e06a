package net.voipbin.provisioning.topology;

import static net.voipbin.provisioning.topology.UpstreamCommands.PASSWORD_HASH;
import static net.voipbin.provisioning.topology.UpstreamCommands.changeEmail;
import static net.voipbin.provisioning.topology.UpstreamCommands.command;
import static net.voipbin.provisioning.topology.UpstreamCommands.createAgent;
import static net.voipbin.provisioning.topology.UpstreamCommands.delete;
import static net.voipbin.provisioning.topology.UpstreamCommands.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.DeleteAgent;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.UpdateAgentPassword;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final String OTHER_HASH = PASSWORD_HASH.replace("aGFz", "b3Ro");

    private final ProvisionerDriver provisioner = new ProvisionerDriver();

    @AfterEach
    void stop() {
        provisioner.close();
    }

    @Test
    void shouldPublishAPasswordsHashUnderTheAgentsKeyWithTheChangeThatSetIt() {
        // Given
        UUID customer = provisioner.customer("ada@example.com");

        // When
        CommandResult result = provisioner.decide(createAgent(customer, "ann@example.com"));

        // Then
        Agent agent = result.getResource().getAgent();
        assertThat(provisioner.credentialRecords()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(customer + "/agent/" + agent.getId());
            assertThat(record.value())
                    .isEqualTo(Credential.newBuilder()
                            .setCustomerId(customer)
                            .setResourceId(agent.getId())
                            .setChangeSeq(result.getChangeSeq())
                            .setPasswordHash(PASSWORD_HASH)
                            .build());
        });
        assertThat(provisioner.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getCredential()).isTrue());
    }

    @Test
    void shouldKeepHashesOutOfEventsAndResults() {
        // Given
        UUID customer = provisioner.customer("ada@example.com");

        // When
        provisioner.publish(createAgent(customer, "ann@example.com"));

        // Then
        assertThat(provisioner.events())
                .hasSize(1)
                .noneMatch(event -> event.toString().contains("argon2"));
        assertThat(provisioner.results())
                .hasSize(1)
                .noneMatch(result -> result.toString().contains("argon2"));
    }

    @Test
    void shouldReplaceTheHashWithANewPassword() {
        // Given
        UUID customer = provisioner.customer("ada@example.com");
        UUID agent = agent(customer);

        // When
        CommandResult result = provisioner.decide(command(customer)
                .setUpdateAgentPassword(new UpdateAgentPassword(agent, OTHER_HASH))
                .build());

        // Then
        assertThat(credentials()).singleElement().satisfies(credential -> {
            assertThat(credential.getPasswordHash()).isEqualTo(OTHER_HASH);
            assertThat(credential.getChangeSeq()).isEqualTo(result.getChangeSeq());
        });
        assertThat(provisioner.events()).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("agent_updated");
            assertThat(event.getCredential()).isTrue();
        });
    }

    @Test
    void shouldRemoveTheHashWithItsAgent() {
        // Given
        UUID customer = provisioner.customer("ada@example.com");
        UUID agent = agent(customer);

        // When
        provisioner.decide(
                command(customer).setDeleteAgent(new DeleteAgent(agent)).build());

        // Then
        assertThat(credentials()).singleElement().satisfies(credential -> {
            assertThat(credential.getResourceId()).isEqualTo(agent);
            assertThat(credential.getPasswordHash()).isNull();
            assertThat(credential.getTokenHash()).isNull();
        });
        assertThat(provisioner.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getCredential()).isTrue());
    }

    @Test
    void shouldRemoveEverySecretOfACustomerThatEnds() {
        // Given
        UUID customer = UUID.randomUUID();
        provisioner.decide(signUp(customer, "ada@example.com"));
        List<UUID> holders =
                credentials().stream().map(Credential::getResourceId).toList();

        // When
        provisioner.decide(delete(customer));

        // Then
        assertThat(holders).hasSize(2);
        assertThat(credentials())
                .filteredOn(credential -> holders.contains(credential.getResourceId()))
                .hasSize(2)
                .allSatisfy(credential -> assertThat(credential.getTokenHash()).isNull());
    }

    @Test
    void shouldFlagExactlyTheEventsWhoseResourcesHaveASecretInTheChange() {
        // Given
        UUID customer = UUID.randomUUID();

        // When
        provisioner.decide(signUp(customer, "ada@example.com"));

        // Then
        assertThat(provisioner.events())
                .filteredOn(ResourceEvent::getCredential)
                .extracting(ResourceEvent::getType)
                .containsExactly("customer_created", "accesskey_created");
    }

    @Test
    void shouldSendTheVerificationTokenByMailAloneAndKnowItsHash() {
        // Given
        UUID customer = UUID.randomUUID();

        // When
        CommandResult result = provisioner.decide(signUp(customer, "ada@example.com"));

        // Then
        assertThat(provisioner.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.getEmailVerification().getEmail()).isEqualTo("ada@example.com");
            assertThat(mail.getEmailVerification().getToken()).matches("[0-9a-f]{64}");
            assertThat(result.toString())
                    .doesNotContain(mail.getEmailVerification().getToken());
            assertThat(provisioner.events().toString())
                    .doesNotContain(mail.getEmailVerification().getToken());
        });
    }

    @Test
    void shouldSendAnotherTokenToAnotherAddressAndTakeTheFirstNoMore() {
        // Given
        UUID customer = UUID.randomUUID();
        provisioner.decide(signUp(customer, "ada@example.com"));
        String first = provisioner.mails().getFirst().getEmailVerification().getToken();

        // When
        provisioner.decide(changeEmail(customer, "ada@example.org"));

        // Then
        String second = provisioner.mails().getFirst().getEmailVerification().getToken();
        assertThat(second).isNotEqualTo(first);
        assertThat(verify(customer, first).getRejection().getReason()).isEqualTo("INVALID_ARGUMENT");
        assertThat(verify(customer, second).getRejection()).isNull();
    }

    private CommandResult verify(UUID customer, String token) {
        return provisioner.decide(
                UpstreamCommands.verify(customer, Sha256.of(token.getBytes(StandardCharsets.US_ASCII))));
    }

    private UUID agent(UUID customer) {
        CommandResult result = provisioner.decide(createAgent(customer, "ann@example.com"));
        provisioner.events();
        credentials();
        return result.getResource().getAgent().getId();
    }

    private List<Credential> credentials() {
        return provisioner.credentialRecords().stream().map(TestRecord::value).toList();
    }
}
