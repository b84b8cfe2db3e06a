package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.voipbin.provisioning.bridge.http.ApiError;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.contract.Rejection;
import org.junit.jupiter.api.Test;

class RejectionsTest {

    @Test
    void shouldKnowEveryReasonOfTheProvisioner() throws IOException {
        // Given
        String source =
                Files.readString(Path.of("../provisioner/src/main/java/net/voipbin/provisioning/domain/Reason.java"));
        List<String> theirs = Pattern.compile("^ {4}([A-Z_]+)[,;]?$", Pattern.MULTILINE)
                .matcher(source)
                .results()
                .map(match -> match.group(1))
                .toList();

        // When
        List<String> ours = theirs.stream()
                .map(name -> Rejections.error(new Rejection(name, "No.", Map.of())))
                .map(error -> error.reason().name())
                .toList();

        // Then
        assertThat(theirs).hasSizeGreaterThanOrEqualTo(13).contains("IDEMPOTENCY_KEY_REUSED");
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void shouldKeepTheTypesOfDetails() {
        // When
        ApiError error = Rejections.error(new Rejection(
                "RESOURCE_LIMIT_EXCEEDED",
                "Too many.",
                Map.of("resource", "agents", "limit", 5L, "ids", List.of("a"))));

        // Then
        assertThat(error.json().toString())
                .isEqualTo(
                        "{\"status\":\"RESOURCE_EXHAUSTED\",\"reason\":\"RESOURCE_LIMIT_EXCEEDED\","
                                + "\"message\":\"Too many.\",\"details\":{\"ids\":[\"a\"],\"limit\":5,\"resource\":\"agents\"}}");
    }

    @Test
    void shouldFailWhenAReasonIsOutsideOfTheCatalogue() {
        // When
        Rejection unheardOf = new Rejection("UNHEARD_OF", "No.", Map.of());

        // Then
        assertThatThrownBy(() -> Rejections.error(unheardOf)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldKeepTheReasonWhenARefusalIsErased() {
        // When
        ApiError error = Rejections.erased("LOCKED_FIELD");

        // Then
        assertThat(error.reason()).isEqualTo(Reason.LOCKED_FIELD);
    }
}
