package net.voipbin.provisioning.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses BRIDGE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("net.voipbin.provisioning.bridge");

    @Test
    void theBridgeKnowsNothingOfTheProvisionersInside() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "net.voipbin.provisioning.domain..",
                        "net.voipbin.provisioning.topology..",
                        "net.voipbin.provisioning.projection..")
                .check(BRIDGE);
    }

    @Test
    void onlyTheServersKnowTheHttpServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("net.voipbin.provisioning.bridge.operations")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon..")
                .check(BRIDGE);
    }

    @Test
    void theBridgeNeverConsumesKafka() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.clients.consumer..", "org.apache.kafka.streams..")
                .check(BRIDGE);
    }
}
