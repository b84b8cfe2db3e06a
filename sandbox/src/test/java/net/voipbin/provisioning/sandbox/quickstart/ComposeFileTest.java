package net.voipbin.provisioning.sandbox.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.sandbox.part.EmbeddedKafka;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.sandbox.part.Secrets;
import net.voipbin.provisioning.settings.Secret;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file runs nowhere in the build; what can be said of it by reading is held here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ComposeFileTest {

    /** Does its work and ends. */
    private static final String ONE_SHOT = "prepare";

    private static final Set<String> PROGRAMS = Set.of(ONE_SHOT, "provisioner", "api-bridge");

    /** Where things are, and how a broker comes and goes: a matter of the place, not of the behaviour. */
    private static final Set<String> OF_THE_PLACE = Set.of(
            "advertised.listeners",
            "broker.heartbeat.interval.ms",
            "controlled.shutdown.enable",
            "controller.quorum.voters",
            "inter.broker.listener.name",
            "listener.security.protocol.map",
            "listeners",
            "log.cleaner.dedupe.buffer.size",
            "log.dirs");

    private Map<String, JsonNode> services;

    private JsonNode volumes;

    @BeforeAll
    void read() throws IOException {
        // Not Jackson's own reader of YAML, which does not resolve anchors.
        Object content = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("..", "docker-compose.yml")));
        JsonNode file = JsonMapper.builder().build().valueToTree(content);
        services = new HashMap<>();
        file.get("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
        volumes = file.get("volumes");
    }

    @Test
    void shouldSetForTheProvisionerTheVariablesThatTheSandboxSets() {
        // When
        Set<String> variables = environment("provisioner").keySet();

        // Then
        assertThat(variables)
                .isEqualTo(
                        sandboxSettings().provisioner("any", Path.of("any"), 1).keySet());
    }

    @Test
    void shouldPrepareWithTheSettingsOfTheProvisioner() {
        // When
        Map<String, String> variables = environment(ONE_SHOT);

        // Then
        assertThat(variables).isEqualTo(environment("provisioner"));
    }

    @Test
    void shouldSetForTheBridgeTheVariablesThatTheSandboxSets() {
        // When
        Set<String> variables = environment("api-bridge").keySet();

        // Then
        assertThat(variables).isEqualTo(sandboxSettings().bridge(1, 1).keySet());
    }

    @Test
    void shouldLetTheBridgeIntoPostgresqlAsItsOwnRoleAlone() {
        // When
        Map<String, String> bridge = environment("api-bridge");

        // Then
        assertThat(bridge)
                .containsEntry("POSTGRES_USER", sandboxSettings().bridge(1, 1).get("POSTGRES_USER"))
                .containsEntry("POSTGRES_USER", "api_bridge")
                .containsEntry("POSTGRES_PASSWORD", environment(ONE_SHOT).get("POSTGRES_BRIDGE_PASSWORD"))
                .doesNotContainEntry("POSTGRES_PASSWORD", environment(ONE_SHOT).get("POSTGRES_PASSWORD"));
    }

    @Test
    void shouldRunTheBrokerWithTheSettingsThatTheSandboxTests() {
        // Given
        Map<String, String> tested = new HashMap<>(new EmbeddedKafka(Path.of("any"), 1).settings());
        tested.keySet().removeAll(OF_THE_PLACE);

        // When
        Map<String, String> settings = new HashMap<>();
        environment("kafka").forEach((variable, value) -> {
            if (variable.startsWith("KAFKA_")) {
                settings.put(
                        variable.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        settings.keySet().removeAll(OF_THE_PLACE);

        // Then
        assertThat(settings).isEqualTo(tested);
    }

    @Test
    void shouldTakeEverySecretFromOutside() {
        // When
        Stream<String> secrets = services.keySet().stream()
                .map(this::environment)
                .flatMap(variables -> variables.entrySet().stream())
                .filter(variable ->
                        variable.getKey().endsWith("_KEY") || variable.getKey().endsWith("_PASSWORD"))
                .map(Map.Entry::getValue);

        // Then
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(5).allMatch(value -> value.matches("\\$\\{[A-Z_]+:\\?.+}"));
    }

    @Test
    void shouldWatchTheHealthOfEveryServiceThatStays() {
        // When
        Set<String> watched = new TreeSet<>(services.keySet());
        watched.removeIf(name -> !service(name).has("healthcheck"));

        // Then
        Set<String> staying = new TreeSet<>(services.keySet());
        staying.remove(ONE_SHOT);
        assertThat(watched).isEqualTo(staying);
    }

    @Test
    void shouldStartEachServiceOnlyWhenWhatItNeedsIsReady() {
        // When
        Map<String, String> needs = new HashMap<>();
        services.forEach((name, service) -> service.path("depends_on")
                .properties()
                .forEach(need -> needs.put(
                        name + " needs " + need.getKey(),
                        need.getValue().path("condition").asText())));

        // Then
        assertThat(needs)
                .isEqualTo(Map.of(
                        "schema-registry needs kafka", "service_healthy",
                        "prepare needs kafka", "service_healthy",
                        "prepare needs postgres", "service_healthy",
                        "prepare needs schema-registry", "service_healthy",
                        "provisioner needs prepare", "service_completed_successfully",
                        "api-bridge needs prepare", "service_completed_successfully"));
    }

    @Test
    void shouldPublishPortsOnTheLoopbackInterfaceOnly() {
        // When
        List<String> ports = services.values().stream()
                .flatMap(service -> service.path("ports").valueStream())
                .map(JsonNode::asText)
                .toList();

        // Then
        assertThat(ports).hasSize(4).allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
    }

    @Test
    void shouldNameTheVersionOfEveryImage() {
        // When
        Stream<String> images =
                services.values().stream().map(service -> service.path("image").asText());

        // Then
        assertThat(images).hasSize(6).allMatch(image -> image.matches("[a-z/-]+:[0-9][0-9A-Za-z.-]*"));
    }

    @Test
    void shouldKeepInVolumesWhatMustOutliveAContainer() {
        // When
        Set<String> mounted = new TreeSet<>();
        services.values()
                .forEach(service -> service.path("volumes")
                        .forEach(volume -> mounted.add(volume.asText().split(":", 2)[0])));

        // Then
        Set<String> declared = new TreeSet<>();
        volumes.fieldNames().forEachRemaining(declared::add);
        assertThat(mounted).isEqualTo(declared).hasSize(3);
    }

    @Test
    void shouldRunTheProgramsFromImagesOfThisBuild() {
        // When
        Stream<String> images =
                PROGRAMS.stream().map(name -> service(name).path("image").asText());

        // Then
        assertThat(images).allMatch(image -> image.startsWith("voipbin/"));
    }

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        service(service)
                .path("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return environment;
    }

    private JsonNode service(String name) {
        return Optional.ofNullable(services.get(name)).orElseThrow(() -> new AssertionError("no service " + name));
    }

    private static ProgramSettings sandboxSettings() {
        Secret any = new Secret("any");
        return new ProgramSettings("any", "any", "any", "any", "any", new Secrets(new UUID(0, 1), any, any, any, any));
    }
}
