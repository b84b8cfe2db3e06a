package net.voipbin.provisioning.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The normal form of telephone numbers")
class TelTargetPropertiesTest {

    @Property(tries = 500)
    void shouldBeItsOwnNormalForm(@ForAll("targets") String target) {
        // Given
        String once = TelTarget.normalised(target);
        // Then
        assertThat(TelTarget.normalised(once)).isEqualTo(once);
    }

    @Property(tries = 500)
    void shouldBeEmptyForNothingButTheEmptyTargetAndNeverLonger(@ForAll("targets") String target) {
        // When
        String normalised = TelTarget.normalised(target);
        // Then
        assertThat(normalised.isEmpty()).isEqualTo(target.isEmpty());
        assertThat(normalised.length()).isLessThanOrEqualTo(target.length());
    }

    @Property(tries = 500)
    void shouldHoldNothingButDigitsBehindAPlusWhereThereWasADigit(@ForAll("targets") String target) {
        // Then
        if (target.matches("(?s).*[0-9].*")) {
            assertThat(TelTarget.normalised(target)).matches("\\+?[0-9]+");
        } else {
            assertThat(TelTarget.normalised(target)).isEqualTo(target);
        }
    }

    @Provide
    Arbitrary<String> targets() {
        return Arbitraries.of("0", "7", "9", "+", " ", "\t", "\u00a0", "-", "(", ")", "x", "２", "\uD83D\uDCDE")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }
}
