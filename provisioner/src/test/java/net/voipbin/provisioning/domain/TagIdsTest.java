package net.voipbin.provisioning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagIdsTest {

    private static final String ONE = "0193b0a0-1111-7000-8000-00000000000a";
    private static final String TWO = "0293b0a0-2222-7000-8000-00000000000b";

    @Test
    void shouldTakeEachIdOnceWhereItIsFirstNamed() {
        // Then
        assertThat(TagIds.flaw(List.of(TWO, ONE, TWO))).isEmpty();
        assertThat(TagIds.parse(List.of(TWO, ONE, "0293B0A0-2222-7000-8000-00000000000B", ONE)))
                .containsExactly(UUID.fromString(TWO), UUID.fromString(ONE));
    }

    @Test
    void shouldTakeNone() {
        // Then
        assertThat(TagIds.flaw(List.of())).isEmpty();
        assertThat(TagIds.parse(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "day", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000"})
    void shouldRefuseAMalformedIdAmongOthers(String malformed) {
        // Then
        assertThat(TagIds.flaw(List.of(ONE, malformed, TWO))).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.INVALID_TAG_IDS);
            assertThat(rejection.details()).isEqualTo(Map.of("field", new Rejection.Detail.Text("tag_ids")));
        });
    }
}
