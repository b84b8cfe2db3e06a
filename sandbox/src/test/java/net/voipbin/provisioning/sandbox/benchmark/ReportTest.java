package net.voipbin.provisioning.sandbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private final RunConditions conditions = new RunConditions(
            Instant.parse("2026-01-02T03:04:05Z"),
            Optional.of(new RunConditions.Commit("abc", true)),
            Map.of("server_version", "18.1"),
            Map.of("customers", "2000"),
            Map.of("rows", "PT2S"));
    private final Report report = new Report();

    @TempDir
    private Path directory;

    @Test
    void shouldWriteWhatWasMeasuredWhereAndHow() throws IOException {
        report.add("GET a customer", 7, "requests/s");

        JsonNode json = written(Optional.empty());

        JsonNode run = json.path("run");
        assertThat(run.path("begin").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(run.path("commit").asText()).isEqualTo("abc");
        assertThat(run.path("dirty").asBoolean()).isTrue();
        assertThat(run.path("java").asText()).contains(Runtime.version().toString());
        assertThat(run.path("processors").asInt())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(run.path("memory_mebibytes").asLong()).isGreaterThan(100);
        assertThat(run.path("kafka").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(run.path("postgresql").path("server_version").asText()).isEqualTo("18.1");
        assertThat(run.path("settings").path("customers").asText()).isEqualTo("2000");
        assertThat(run.path("warm_up").path("rows").asText()).isEqualTo("PT2S");
        assertThat(run.has("failure")).isFalse();
        assertThat(json.path("figures").get(0).path("name").asText()).isEqualTo("GET a customer");
    }

    @Test
    void shouldSayWhyARunFailed() throws IOException {
        IllegalStateException failure =
                new IllegalStateException("no figure", new IOException("the server is gone\nand so is its log"));

        JsonNode json = written(Optional.of(failure));

        assertThat(json.path("run").path("failure").asText()).isEqualTo("no figure: the server is gone");
    }

    private JsonNode written(Optional<Exception> failure) throws IOException {
        Path file = directory.resolve("benchmark.json");
        report.write(file, conditions, failure);
        return new ObjectMapper().readTree(file.toFile());
    }
}
