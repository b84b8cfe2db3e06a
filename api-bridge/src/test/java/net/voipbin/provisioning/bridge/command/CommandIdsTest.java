package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.settings.Secret;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CommandIdsTest {

    private static final UUID AGENT = UUID.randomUUID();

    private final CommandIds ids = new CommandIds(new KeyedHash(new Secret("k".repeat(32))));
    private final CommandIds atAnotherBridge = new CommandIds(new KeyedHash(new Secret("k".repeat(32))));

    @RepeatedTest(20)
    void anIdIsKnownToEachBridgeAsIssuedToItsAgentAlone() {
        // When
        UUID id = ids.fresh(AGENT);

        // Then
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(atAnotherBridge.issuedTo(AGENT, id)).isTrue();
        assertThat(ids.issuedTo(UUID.randomUUID(), id)).isFalse();
        assertThat(ids.issuedTo(AGENT, UUID.randomUUID())).isFalse();
    }

    @Test
    void aKeyMakesTheSameIdAtEachBridgeForTheSameAgentMethodAndPathOnly() {
        // When
        UUID id = ids.keyed(AGENT, "PUT", "/a", "key");

        // Then
        assertThat(atAnotherBridge.keyed(AGENT, "PUT", "/a", "key")).isEqualTo(id);
        assertThat(ids.issuedTo(AGENT, id)).isTrue();
        assertThat(ids.keyed(AGENT, "POST", "/a", "key")).isNotEqualTo(id);
        assertThat(ids.keyed(AGENT, "PUT", "/b", "key")).isNotEqualTo(id);
        assertThat(ids.keyed(AGENT, "PUT", "/a", "other")).isNotEqualTo(id);
        assertThat(ids.keyed(UUID.randomUUID(), "PUT", "/a", "key")).isNotEqualTo(id);
        assertThat(ids.keyed(AGENT, "PUT", "/", "akey")).isNotEqualTo(id);
    }

    @Test
    void theIdOfACreatedCustomerFollowsFromTheCommand() {
        // Given
        UUID command = ids.keyed(AGENT, "POST", "/v1.0/customers", "key");

        // When
        UUID customer = ids.customerOf(command);

        // Then
        assertThat(customer).isEqualTo(atAnotherBridge.customerOf(command)).isNotEqualTo(command);
        assertThat(customer.version()).isEqualTo(8);
    }

    @Test
    void anotherBridgeKeyMakesOtherIds() {
        // Given
        CommandIds foreign = new CommandIds(new KeyedHash(new Secret("f".repeat(32))));

        // When
        UUID id = foreign.fresh(AGENT);

        // Then
        assertThat(ids.issuedTo(AGENT, id)).isFalse();
    }
}
