package net.voipbin.provisioning.bridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.hash.KeyedHash;
import net.voipbin.provisioning.settings.Secret;
import org.junit.jupiter.api.Test;

class PageTokensTest {

    private static final Optional<UUID> SCOPE = Optional.of(UUID.randomUUID());
    private static final Position POSITION =
            new Position(Instant.parse("2026-01-02T03:04:05.000006Z"), UUID.randomUUID());

    private final PageTokens tokens = new PageTokens(new KeyedHash(new Secret("k".repeat(32))));

    @Test
    void shouldLeadBackToThePositionInTheTokensOwnListAndScopeOnly() {
        // When
        String token = tokens.of("agents", SCOPE, POSITION);

        // Then
        assertThat(tokens.read("agents", SCOPE, token)).hasValue(POSITION);
        assertThat(tokens.read("queues", SCOPE, token)).isEmpty();
        assertThat(tokens.read("agents", Optional.empty(), token)).isEmpty();
        assertThat(tokens.read("agents", Optional.of(UUID.randomUUID()), token)).isEmpty();
    }

    @Test
    void shouldRefuseATokenWhenACharacterIsChanged() {
        // Given
        String token = tokens.of("agents", SCOPE, POSITION);

        // When
        long accepted = IntStream.range(0, token.length() - 1)
                .mapToObj(i -> token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1))
                .filter(changed -> tokens.read("agents", SCOPE, changed).isPresent())
                .count();

        // Then
        assertThat(accepted).isZero();
        assertThat(tokens.read("agents", SCOPE, "")).isEmpty();
        assertThat(tokens.read("agents", SCOPE, "%%%")).isEmpty();
    }

    @Test
    void shouldOrderPositionsAsPostgresqlDoes() {
        // Given
        Position low = new Position(POSITION.tmCreate(), new UUID(1, 0));
        Position high = new Position(POSITION.tmCreate(), new UUID(-1, 0));

        // When
        boolean lowIsBehind = low.isBehind(high);

        // Then
        assertThat(lowIsBehind).isTrue();
        assertThat(high.isBehind(low)).isFalse();
        assertThat(low.isBehind(low)).isFalse();
    }
}
