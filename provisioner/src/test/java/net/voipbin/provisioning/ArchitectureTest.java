package net.voipbin.provisioning;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the parts; each rule is shown to notice a planted breach of it. */
class ArchitectureTest {

    private static final String OURS = "net.voipbin.provisioning";

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(OURS);

    private static final JavaClasses BREACHES =
            new ClassFileImporter().importPackages(OURS + ".breach", OURS + ".operations");

    static Stream<Named<ArchRule>> rules() {
        return Stream.of(
                        domainStandsAlone(),
                        topologyKnowsNoOutside(),
                        projectionKnowsNoDecisions(),
                        operationsAreOnTop(),
                        packagesFormNoCycle())
                .map(rule -> Named.of(rule.getDescription(), rule));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldHold(ArchRule rule) {
        rule.check(PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldNoticeABreach(ArchRule rule) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(BREACHES))
                .withMessageContaining(OURS + ".breach.");
    }

    private static ArchRule domainStandsAlone() {
        return noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(OURS + "..").and(resideOutsideOfPackages("..domain..", OURS + ".vocabulary")))
                .as("the domain depends on nothing of ours but the vocabulary");
    }

    private static ArchRule topologyKnowsNoOutside() {
        return noClasses()
                .that()
                .resideInAPackage("..topology..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OURS + ".projection..", OURS + ".operations..")
                .as("the topology depends neither on the projection nor on operations");
    }

    private static ArchRule projectionKnowsNoDecisions() {
        return noClasses()
                .that()
                .resideInAPackage("..projection..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OURS + ".domain..", OURS + ".topology..", OURS + ".operations..")
                .as("the projection depends neither on the domain nor on the topology");
    }

    private static ArchRule operationsAreOnTop() {
        return classes()
                .that()
                .resideInAPackage(OURS + ".operations..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(OURS, OURS + ".operations..", OURS + ".maintenance..")
                .as("nothing depends on operations but maintenance and the main class");
    }

    private static ArchRule packagesFormNoCycle() {
        return slices().matching("net.voipbin.(**)").should().beFreeOfCycles().as("packages form no cycle");
    }
}
