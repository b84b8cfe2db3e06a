package net.voipbin.provisioning.domain;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.billing.Credit;
import net.voipbin.provisioning.domain.text.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The layers of the domain: commands by resource, the kernel below them, the forms of texts below that. Each rule is
 * shown to notice a planted breach of it.
 */
class DomainLayersTest {

    private static final String OURS = "net.voipbin.provisioning";
    private static final String KERNEL = "..domain";
    private static final String COMMANDS_OR_TEXT = "..domain.*";
    private static final String TEXT = "..domain.text";

    private static final JavaClasses DOMAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(OURS + ".domain");

    private static final JavaClasses DOMAIN_WITH_BREACHES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") || location.contains("/breach/"))
            .importPackages(OURS + ".domain", OURS + ".breach.domain");

    static Stream<Arguments> rules() {
        return Stream.of(
                argumentSet("a command of another resource", commandsStandApart(), "agent.QueueInTheAgents"),
                argumentSet("more of billing than credit", commandsStandApart(), "number.BalanceInTheNumbers"),
                argumentSet("a command in the kernel", kernelKnowsNoCommands(), "CommandInTheKernel"),
                argumentSet("the kernel in a text", textStandsAlone(), "text.RejectionInTheText"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldHoldInTheProgram(ArchRule rule, String breach) {
        rule.check(DOMAIN);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldNoticeABreach(ArchRule rule, String breach) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(DOMAIN_WITH_BREACHES))
                .withMessageContaining(OURS + ".breach.domain." + breach);
    }

    @Test
    void shouldSeeEveryLayer() {
        assertThat(DOMAIN.contain(Decider.class)).isTrue();
        assertThat(DOMAIN.contain(Credit.class)).isTrue();
        assertThat(DOMAIN.contain(Words.class)).isTrue();
    }

    private static ArchRule commandsStandApart() {
        return slices().matching("..domain.(*)")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage(TEXT))
                .ignoreDependency(resideInAPackage("..domain.number"), equivalentTo(Credit.class))
                .as("commands on one resource depend on no other resource's, but for a number's payment");
    }

    private static ArchRule kernelKnowsNoCommands() {
        return noClasses()
                .that()
                .resideInAPackage(KERNEL)
                .should()
                .dependOnClassesThat(resideInAPackage(COMMANDS_OR_TEXT).and(resideOutsideOfPackage(TEXT)))
                .as("the kernel depends on no command");
    }

    private static ArchRule textStandsAlone() {
        return noClasses()
                .that()
                .resideInAPackage(TEXT)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS + "..").and(resideOutsideOfPackage(TEXT)))
                .as("forms of texts depend on nothing of ours");
    }
}
