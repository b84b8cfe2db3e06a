package net.voipbin.provisioning.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import net.voipbin.provisioning.domain.number.CreateNumber;
import net.voipbin.provisioning.domain.text.Words;
import org.junit.jupiter.api.Test;

class DomainPurityTest {

    private static final String DOMAIN = "net.voipbin.provisioning.domain..";
    private static final String VOCABULARY = "net.voipbin.provisioning.vocabulary..";

    private static final ArchRule PURE = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, VOCABULARY, "java..", "org.jspecify..");

    @Test
    void shouldDependOnNothingButJavaTheVocabularyAndItself() {
        // Given
        JavaClasses domain = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("net.voipbin.provisioning.domain");
        // Then
        assertThat(domain.contain(Decider.class)).isTrue();
        assertThat(domain.contain(CreateNumber.class)).isTrue();
        assertThat(domain.contain(Words.class)).isTrue();
        PURE.check(domain);
    }

    @Test
    void shouldNoticeAForeignDependency() {
        // Given
        JavaClasses tests = new ClassFileImporter().importClasses(DomainPurityTest.class);
        // Then
        assertThatThrownBy(() -> PURE.check(tests)).isInstanceOf(AssertionError.class);
    }
}
