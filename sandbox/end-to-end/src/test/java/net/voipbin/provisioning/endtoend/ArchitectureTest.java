package net.voipbin.provisioning.endtoend;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The arrows between this module's packages; the rule is shown to notice a planted breach of it. */
class ArchitectureTest {

    private static final String OURS = "net.voipbin.provisioning.endtoend";

    private static ArchRule freeOfCycles(String packages) {
        return slices().matching(packages).should().beFreeOfCycles();
    }

    @Test
    void shouldHaveNoCycleOfPackages() {
        freeOfCycles(OURS + ".(*)..")
                .check(new ClassFileImporter()
                        .withImportOption(location -> !location.contains("/breach/"))
                        .importPackages(OURS));
    }

    @Test
    void shouldNoticeACycle() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> freeOfCycles(OURS + ".breach.(*)..")
                        .check(new ClassFileImporter().importPackages(OURS + ".breach")))
                .withMessageContaining(OURS + ".breach.");
    }
}
