package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.settings.Secret;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CommandIdsTest {

    private static final UUID AGENT = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final CommandIds ids = new CommandIds(new KeyedHash(new Secret("k".repeat(32))), CLOCK);
    private final CommandIds atAnotherBridge = new CommandIds(new KeyedHash(new Secret("k".repeat(32))), CLOCK);

    @RepeatedTest(20)
    void anIdIsKnownToEachBridgeAsIssuedToItsAgentAlone() {
        // When
        UUID id = ids.fresh(AGENT);

        // Then
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(atAnotherBridge.issuedTo(AGENT, id)).isTrue();
        assertThat(ids.issuedTo(UUID.randomUUID(), id)).isFalse();
        assertThat(ids.issuedTo(AGENT, UUID.randomUUID())).isFalse();
    }

    @RepeatedTest(20)
    void noPartOfAnIdCanBeChanged() {
        // Given
        UUID id = ids.fresh(AGENT);

        // When
        UUID earlier = new UUID(id.getMostSignificantBits() - (1L << 16), id.getLeastSignificantBits());
        UUID other = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ (1L << 40));

        // Then
        assertThat(ids.issuedTo(AGENT, earlier)).isFalse();
        assertThat(ids.issuedTo(AGENT, other)).isFalse();
    }

    @Test
    void shouldMakeDifferentIdsWithinOneMillisecond() {
        // When
        Set<UUID> all = Stream.generate(() -> ids.fresh(AGENT)).limit(10_000).collect(Collectors.toSet());

        // Then
        assertThat(all).hasSize(10_000);
    }

    @Test
    void shouldTellAnIdsAgeUnlessAKeyMadeIt() {
        // Given
        UUID fresh = ids.fresh(AGENT);
        UUID keyed = ids.keyed(AGENT, "PUT", "/a", "key");
        CommandIds later = new CommandIds(
                new KeyedHash(new Secret("k".repeat(32))), Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));

        // When
        Optional<Duration> age = later.age(fresh);

        // Then
        assertThat(age).contains(Duration.ofSeconds(60));
        assertThat(later.age(keyed)).isEmpty();
    }

    @Test
    void shouldMakeTheSameIdOfAKeyAtEachBridgeForTheSameAgentMethodAndPathOnly() {
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
    void shouldDeriveACreatedCustomersIdFromTheCommand() {
        // Given
        UUID command = ids.keyed(AGENT, "POST", "/v1.0/customers", "key");

        // When
        UUID customer = ids.customerOf(command);

        // Then
        assertThat(customer).isEqualTo(atAnotherBridge.customerOf(command)).isNotEqualTo(command);
        assertThat(customer.version()).isEqualTo(7);
        assertThat(customer.variant()).isEqualTo(2);
    }

    @Test
    void shouldMakeOtherIdsWhenTheBridgesKeyIsAnother() {
        // Given
        CommandIds foreign = new CommandIds(new KeyedHash(new Secret("f".repeat(32))), CLOCK);

        // When
        UUID id = foreign.fresh(AGENT);

        // Then
        assertThat(ids.issuedTo(AGENT, id)).isFalse();
    }
}
