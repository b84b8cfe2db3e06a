package net.voipbin.provisioning.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.topic.Topic;
import net.voipbin.provisioning.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SchemaApplierTest {

    private static final String CHANGELOG = "provisioner-tenants-changelog-value";

    private final FakeRegistry registry = new FakeRegistry();
    private SchemaRegistryClient client;
    private SchemaApplier applier;

    @BeforeEach
    void open() {
        client = client();
        applier = new SchemaApplier(client);
    }

    @AfterEach
    void close() {
        client.close();
        registry.close();
    }

    @Test
    void shouldGiveEverySubjectItsSchemaAndFullTransitiveCompatibility() {
        // When
        List<AppliedSchema> applied = applier.apply(SchemaApplier.subjects(Topics.all()));

        // Then
        assertThat(applied)
                .extracting(AppliedSchema::subject)
                .containsExactlyElementsOf(
                        Topics.all().stream().map(Topic::subject).toList());
        assertThat(applied).allMatch(AppliedSchema::registered).allMatch(AppliedSchema::compatibilitySet);
        assertThat(registry.subjects()).hasSameSizeAs(Topics.all());
        assertThat(registry.compatibilities()).hasSameSizeAs(Topics.all()).containsValue("FULL_TRANSITIVE");
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        // Given
        applier.apply(SchemaApplier.subjects(Topics.all()));
        try (SchemaRegistryClient second = client()) {
            // When
            List<AppliedSchema> applied = new SchemaApplier(second).apply(SchemaApplier.subjects(Topics.all()));

            // Then
            assertThat(applied).hasSameSizeAs(Topics.all()).allMatch(AppliedSchema::unchanged);
        }
    }

    @Test
    void shouldTakeSubjectsThatAreNoTopicsOfTheCatalogue() {
        // When
        List<AppliedSchema> applied = applier.apply(Map.of(CHANGELOG, TenantState.getClassSchema()));

        // Then
        assertThat(applied).containsExactly(new AppliedSchema(CHANGELOG, 1, true, true));
    }

    @Test
    void shouldCorrectACompatibilityThatHasBeenChanged() {
        // Given
        applier.apply(Map.of(CHANGELOG, TenantState.getClassSchema()));
        client.setCompatibility(CHANGELOG, Compatibility.NONE);

        // When
        List<AppliedSchema> applied = applier.apply(Map.of(CHANGELOG, TenantState.getClassSchema()));

        // Then
        assertThat(applied).containsExactly(new AppliedSchema(CHANGELOG, 1, true, false));
        assertThat(client.compatibility(CHANGELOG)).contains(Compatibility.FULL_TRANSITIVE);
    }

    @Test
    void shouldSayWhichSubjectTheRegistryRefused() {
        // Given
        registry.disturb(request -> request.path().endsWith("/versions")
                ? Optional.of(new FakeRegistry.Answer(409, "{\"error_code\": 409}"))
                : Optional.empty());

        // Then
        assertThatThrownBy(() -> applier.apply(Map.of(CHANGELOG, TenantState.getClassSchema())))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining(CHANGELOG);
    }

    @Test
    void shouldBeContentWhenAnotherDidTheSameMeanwhile() {
        // Given
        try (SchemaRegistryClient another = client()) {
            registry.disturb(request -> {
                boolean write =
                        !request.method().equals("GET") && !request.path().equals("/subjects/" + CHANGELOG);
                if (!write) {
                    return Optional.empty();
                }
                registry.disturb(next -> Optional.empty());
                new SchemaApplier(another).apply(Map.of(CHANGELOG, TenantState.getClassSchema()));
                return Optional.of(new FakeRegistry.Answer(409, "{\"error_code\": 0}"));
            });

            // When
            List<AppliedSchema> applied = applier.apply(Map.of(CHANGELOG, TenantState.getClassSchema()));

            // Then
            assertThat(applied).extracting(AppliedSchema::id).containsExactly(1);
        }
    }

    private SchemaRegistryClient client() {
        return new SchemaRegistryClient(RegistrySettings.of(Map.of("schema.registry.url", registry.url())));
    }
}
