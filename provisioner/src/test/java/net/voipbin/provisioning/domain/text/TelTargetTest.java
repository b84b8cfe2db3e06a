package net.voipbin.provisioning.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelTargetTest {

    @ParameterizedTest
    @CsvSource({
        "+49301234567, +49301234567",
        "' +49 (30) 123-45/67\t', +49301234567",
        "030.1234, 0301234",
        "+ 1, +1",
        "+1+2, +12",
        "1+2, 12",
        "++1, +1",
        "(+1)2, 12",
        "0, 0",
        "tel:9, 9",
        "+1２, +1"
    })
    void shouldKeepALeadingPlusAndTheDigits(String target, String normalised) {
        // Then
        assertThat(TelTarget.normalised(target)).isEqualTo(normalised);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u2007", "\u202f", "\u3000", "\u0085", "\u2028", " \t\u00a0\n"})
    void shouldTrimWhateverIsWhiteSpaceInUnicode(String space) {
        // Then
        assertThat(TelTarget.normalised(space + "+49" + space + "30" + space)).isEqualTo("+4930");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", " desk ", "anonymous", "１２"})
    void shouldKeepWhatHoldsNoDigit(String target) {
        // Then
        assertThat(TelTarget.normalised(target)).isEqualTo(target);
    }
}
