package net.voipbin.provisioning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedReferenceTest {

    private static final UUID ID = UUID.fromString("0193b0a0-1111-7abc-8000-00000000000a");

    @ParameterizedTest
    @ValueSource(strings = {"", "00000000-0000-0000-0000-000000000000"})
    void shouldTakeTheEmptyTextAndTheNilIdForNone(String named) {
        // Then
        assertThat(NamedReference.flaw("wait_flow_id", named)).isEmpty();
        assertThat(NamedReference.parse(named)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0193b0a0-1111-7abc-8000-00000000000a", "0193B0A0-1111-7ABC-8000-00000000000A"})
    void shouldTakeAnIdInEitherCase(String named) {
        // Then
        assertThat(NamedReference.flaw("wait_flow_id", named)).isEmpty();
        assertThat(NamedReference.parse(named)).contains(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "none", "null", "1-1-1-1-1", "0193b0a011117abc800000000000000a"})
    void shouldRefuseWhatIsMalformedAndNameTheField(String named) {
        // Then
        assertThat(NamedReference.flaw("wait_flow_id", named)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.REFERENCE_INVALID);
            assertThat(rejection.details()).isEqualTo(Map.of("field", new Rejection.Detail.Text("wait_flow_id")));
        });
    }
}
