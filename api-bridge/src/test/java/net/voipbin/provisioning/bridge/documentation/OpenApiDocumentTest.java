package net.voipbin.provisioning.bridge.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.voipbin.provisioning.bridge.http.ApiError;
import net.voipbin.provisioning.bridge.http.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OpenApiDocumentTest {

    private static final OpenApiDocument DOCUMENT = OpenApiDocument.served();
    private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");

    @Test
    void shouldKeepTheRulesOfOpenApi() {
        assertThat(DOCUMENT.flaws()).isEmpty();
    }

    @Test
    void shouldFindWhatBreaksTheRulesOfOpenApi() {
        // Given
        OpenApiDocument broken = DOCUMENT.copy();
        object(broken, "/components/parameters/PageSize").put("in", "body");

        // When
        List<String> flaws = broken.flaws();

        // Then
        assertThat(flaws).anySatisfy(flaw -> assertThat(flaw).contains("PageSize"));
    }

    @Test
    void shouldFindWhatBreaksTheRulesOfJsonSchema() {
        // Given
        OpenApiDocument broken = DOCUMENT.copy();
        object(broken, "/components/schemas/Name").put("maxLength", "long");

        // When
        List<String> flaws = broken.flaws();

        // Then
        assertThat(flaws).anySatisfy(flaw -> assertThat(flaw).contains("maxLength"));
    }

    @Test
    void shouldReferToWhatIsThere() {
        assertThat(DOCUMENT.danglingReferences()).isEmpty();
    }

    @Test
    void shouldFindAReferenceToNothing() {
        // Given
        OpenApiDocument broken = DOCUMENT.copy();
        object(broken, "/components/schemas").remove("Tag");

        // When
        List<String> dangling = broken.danglingReferences();

        // Then
        assertThat(dangling).isNotEmpty().containsOnly("#/components/schemas/Tag");
    }

    @Test
    void shouldHoldNothingThatIsNotUsed() {
        assertThat(DOCUMENT.unusedComponents()).isEmpty();
    }

    @Test
    void shouldShowExamplesThatTheirSchemasTake() {
        assertThat(DOCUMENT.invalidExamples()).isEmpty();
        assertThat(DOCUMENT.bodiesWithoutExample()).isEmpty();
    }

    @Test
    void shouldFindAnExampleThatItsSchemaRefuses() {
        // Given
        OpenApiDocument broken = DOCUMENT.copy();
        object(broken, "/components/requestBodies/TagCreation/content/application~1json/example")
                .remove("name");
        object(broken, "/components/parameters/AvailableType").put("example", "mobile");
        object(broken, "/components/schemas/Uuid").putArray("examples").add("1");

        // When
        List<String> invalid = broken.invalidExamples();

        // Then
        assertThat(invalid)
                .hasSize(3)
                .anySatisfy(flaw -> assertThat(flaw).contains("schemas/Uuid"))
                .anySatisfy(flaw -> assertThat(flaw).contains("TagCreation", "name"))
                .anySatisfy(flaw -> assertThat(flaw).contains("AvailableType"));
    }

    @Test
    void shouldNameEachOperationOnce() {
        assertThat(DOCUMENT.repeatedOperationIds()).isEmpty();
    }

    @Test
    void shouldFindAnOperationIdThatIsGivenTwice() {
        // Given
        OpenApiDocument broken = DOCUMENT.copy();
        object(broken, "/paths/~1v1.0~1tags/post").put("operationId", "createQueue");

        // When
        List<String> repeated = broken.repeatedOperationIds();

        // Then
        assertThat(repeated).containsExactly("createQueue");
    }

    @Test
    void shouldUseKeywordsOfJsonSchemaOnly() {
        assertThat(DOCUMENT.unknownKeywords()).isEmpty();
    }

    @Test
    void shouldFindAKeywordThatWouldCheckNothing() {
        // Given
        OpenApiDocument broken = DOCUMENT.copy();
        object(broken, "/components/schemas/Tag/properties/name").put("maxLenght", 3);

        // When
        List<String> unknown = broken.unknownKeywords();

        // Then
        assertThat(unknown).containsExactly("schemas/Tag/properties/name/maxLenght");
    }

    @Test
    void shouldTellForEachOperationWhoMayDoIt() {
        // When
        Map<String, OptionalInt> permissions = DocumentedOperations.of(DOCUMENT).permissions();

        // Then
        assertThat(permissions)
                .hasSize(85)
                .containsEntry("GET /v1.0/customers/", OptionalInt.of(96))
                .containsEntry("PUT /v1.0/customers/{id}/metadata", OptionalInt.of(32))
                .containsEntry("POST /v1.0/customers/{id}/freeze_and_delete", OptionalInt.of(1))
                .containsEntry("GET /v1.0/commands/{id}", OptionalInt.of(0))
                .containsEntry("POST /auth/signup", OptionalInt.empty());
        assertThat(permissions.values())
                .extracting(permission -> permission.orElse(-1))
                .containsOnly(-1, 0, 1, 32, 96);
    }

    @Test
    void shouldAskForACredentialWhereverAPermissionIsNeeded() {
        assertThat(DOCUMENT.operations()).allSatisfy((name, operation) -> {
            boolean open =
                    operation.has("security") && operation.path("security").isEmpty();
            assertThat(open).isNotEqualTo(operation.has("x-permission"));
            assertThat(operation.path("responses").has("401")).isEqualTo(!open || name.equals("POST /auth/login"));
        });
    }

    @Test
    void shouldDescribeEveryPlaceOfAPath() {
        assertThat(DOCUMENT.root().path("paths").properties()).allSatisfy(path -> {
            Set<String> places = new TreeSet<>();
            PLACE.matcher(path.getKey()).results().forEach(match -> places.add(match.group(1)));
            Set<String> described = new TreeSet<>();
            path.getValue().path("parameters").forEach(parameter -> {
                JsonNode component =
                        DOCUMENT.root().at(parameter.path("$ref").asText().substring(1));
                if (component.path("in").asText().equals("path")) {
                    described.add(component.path("name").asText());
                }
            });
            assertThat(described).isEqualTo(places);
        });
    }

    @Test
    void shouldDemandARequestIdOfEveryAnswer() {
        assertThat(DOCUMENT.root().path("components").path("responses").properties())
                .allSatisfy(response -> assertThat(response.getValue()
                                .path("headers")
                                .path("X-Request-Id")
                                .path("$ref")
                                .asText())
                        .isEqualTo("#/components/headers/RequestId"));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void shouldTakeEachReasonUnderItsOwnStatusCodeAlone(Reason reason) {
        // Given
        ObjectNode error = new ApiError(reason, "No.", details(reason)).envelope("request");
        Map<String, Set<String>> codes = codesOfErrors();

        // When
        Set<String> taken = new TreeSet<>();
        codes.forEach((response, codesOfResponse) -> {
            if (DOCUMENT.flawsOf(response, error).isEmpty()) {
                taken.addAll(codesOfResponse);
            }
        });

        // Then
        assertThat(taken).containsExactly(Integer.toString(reason.httpStatus()));
    }

    @Test
    void shouldRefuseAReasonWithAnothersStatus() {
        // Given
        ObjectNode error = new ApiError(Reason.STATE_INVALID, "No.", Map.of()).envelope("request");

        // When
        ((ObjectNode) error.path("error")).put("status", "ALREADY_EXISTS");

        // Then
        assertThat(DOCUMENT.flawsOf("Conflict", error)).isNotEmpty();
    }

    @Test
    void shouldRefuseARefusalOfAFrozenAccountThatDoesNotTellTheWayOut() {
        // When
        ObjectNode error = new ApiError(Reason.ACCOUNT_FROZEN, "No.", Map.of()).envelope("request");

        // Then
        assertThat(DOCUMENT.flawsOf("Forbidden", error)).isNotEmpty();
    }

    /** The status codes under which each component with an error stands. */
    private static Map<String, Set<String>> codesOfErrors() {
        Map<String, Set<String>> codes = new TreeMap<>();
        List<JsonNode> answers = new ArrayList<>();
        DOCUMENT.operations().values().forEach(operation -> answers.add(operation.path("responses")));
        answers.add(DOCUMENT.root().path("x-unrouted-responses"));
        answers.forEach(responses -> responses.properties().stream()
                .filter(response -> response.getKey().compareTo("400") >= 0)
                .forEach(response -> codes.computeIfAbsent(
                                response.getValue().path("$ref").asText().substring("#/components/responses/".length()),
                                name -> new TreeSet<>())
                        .add(response.getKey())));
        return codes;
    }

    private static Map<String, JsonNode> details(Reason reason) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (reason) {
            case REFERENCE_INVALID -> Map.of("field", json.textNode("tag_ids"));
            case LOCKED_FIELD -> Map.of("fields", json.arrayNode().add("status"));
            case RESOURCE_LIMIT_EXCEEDED ->
                Map.of("resource", json.textNode("agents"), "limit", json.numberNode(5), "count", json.numberNode(5));
            case ACCOUNT_FROZEN ->
                Map.of(
                        "deletion_scheduled_at", json.textNode("2026-01-02T03:04:05.000006Z"),
                        "deletion_effective_at", json.textNode("2026-02-01T03:04:05.000006Z"),
                        "recovery_endpoint", json.textNode("DELETE /auth/unregister"));
            default -> Map.of();
        };
    }

    private static ObjectNode object(OpenApiDocument document, String pointer) {
        return (ObjectNode) document.root().at(pointer);
    }
}
