package net.voipbin.provisioning.bridge;

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

/** The arrows between the bridge's packages; each rule is shown to notice a planted breach of it. */
class ArchitectureTest {

    private static final String OURS = "net.voipbin.provisioning";

    /** What routes are made of, whatever they are about. */
    private static final String[] LOWER = rooms("http", "json", "hash", "database", "limit", "page", "auth", "command");

    private static final String[] RESOURCES =
            rooms("accesskey", "agent", "billing", "customer", "flow", "number", "queue", "tag");

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(OURS + ".bridge");

    private static final JavaClasses BREACHES = new ClassFileImporter().importPackages(OURS + ".breach");

    private static String[] rooms(String... names) {
        return Stream.of(names).map(name -> "..bridge." + name + "..").toArray(String[]::new);
    }

    static Stream<Named<ArchRule>> rules() {
        return Stream.of(
                        packagesAreFreeOfCycles(),
                        lowerPackagesKnowNoRoutes(),
                        nothingKnowsTheServerButTheMainPackage(),
                        resourcesKnowNoServerAndNoLogin(),
                        provisionersInsideIsUnknown(),
                        httpServerStaysInItsPackage(),
                        kafkaIsNeverConsumed())
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

    private static ArchRule packagesAreFreeOfCycles() {
        return slices().matching("..bridge.(*)..").should().beFreeOfCycles().as("the packages are free of cycles");
    }

    private static ArchRule lowerPackagesKnowNoRoutes() {
        return noClasses()
                .that()
                .resideInAnyPackage(LOWER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms("route", "resource", "login", "signup", "outcome", "documentation", "usage"))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(RESOURCES)
                .as("what routes are made of knows no routes");
    }

    private static ArchRule nothingKnowsTheServerButTheMainPackage() {
        return noClasses()
                .that()
                .resideInAPackage("..bridge.*..")
                .and()
                .resideOutsideOfPackage("..bridge.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..bridge.server..")
                .as("nothing depends on the server but the main package");
    }

    private static ArchRule resourcesKnowNoServerAndNoLogin() {
        return noClasses()
                .that()
                .resideInAnyPackage(RESOURCES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms("login", "signup", "outcome", "documentation", "usage"))
                .as("a resource's routes know no routes of another kind");
    }

    private static ArchRule provisionersInsideIsUnknown() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OURS + "..domain..", OURS + "..topology..", OURS + "..projection..")
                .as("the bridge knows nothing of the provisioner's inside");
    }

    private static ArchRule httpServerStaysInItsPackage() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("..bridge.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon..")
                .as("only the server knows the HTTP server");
    }

    private static ArchRule kafkaIsNeverConsumed() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.clients.consumer..", "org.apache.kafka.streams..")
                .as("the bridge never consumes Kafka");
    }
}
