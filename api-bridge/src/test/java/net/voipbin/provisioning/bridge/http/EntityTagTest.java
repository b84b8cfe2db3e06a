package net.voipbin.provisioning.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

    @Test
    void shouldDemandNoVersionWhenThereIsNoHeaderOrAStar() {
        // When
        OptionalLong absent = EntityTag.demanded(Optional.empty(), 3);
        OptionalLong star = EntityTag.demanded(Optional.of("*"), 3);

        // Then
        assertThat(absent).isEmpty();
        assertThat(star).isEmpty();
    }

    @Test
    void shouldDemandThePresentVersionWhenItIsAmongSeveralTags() {
        // When
        OptionalLong demanded = EntityTag.demanded(Optional.of("\"3\", \"4\""), 4);

        // Then
        assertThat(demanded).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"3\"", "3", "\"03\"", "\"x\"", "", "\"1\", \"2\""})
    void shouldMismatchATagThatTheResourceCannotHave(String header) {
        // When
        var demand = Optional.of(header);

        // Then
        assertThatThrownBy(() -> EntityTag.demanded(demand, 3))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.error().reason()).isEqualTo(Reason.VERSION_MISMATCH));
    }

    @Test
    void shouldCompareIfNoneMatchWeakly() {
        // When
        boolean weak = EntityTag.named("\"1\", W/\"2\"", "\"2\"");
        boolean other = EntityTag.named("\"1\"", "\"2\"");

        // Then
        assertThat(weak).isTrue();
        assertThat(other).isFalse();
    }
}
