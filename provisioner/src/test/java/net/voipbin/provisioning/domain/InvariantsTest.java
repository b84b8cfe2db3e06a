package net.voipbin.provisioning.domain;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.acme;
import static net.voipbin.provisioning.domain.Samples.command;

import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.domain.tag.CreateTag;
import org.junit.jupiter.api.Test;

class InvariantsTest {

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);

    @Test
    void shouldRefuseASecondBirthOfWhatLives() {
        // Given
        provisioner.handle(command(PLATFORM, acme()));
        Command creation = command(CUSTOMER_ID, PLATFORM, new CreateTag("sales", ""), NOON);
        provisioner.handle(creation);
        // When
        Decision decision = provisioner.handle(creation);
        // Then
        assertThatDecision(decision).rejected(Reason.STATE_INVALID);
    }

    @Test
    void shouldNotLetTagsOfOneNameLiveTogetherInACustomer() {
        // Given
        provisioner.handle(command(PLATFORM, acme()));
        provisioner.handle(named("sales"));
        // Then
        assertThatDecision(provisioner.handle(named("sales"))).rejected(Reason.TAG_ALREADY_EXISTS);
        assertThatDecision(provisioner.handle(named("Sales"))).applied("tag_created");
    }

    private static Command named(String name) {
        return new Command(
                UUID.randomUUID(), CUSTOMER_ID, PLATFORM, OptionalLong.empty(), NOON, new CreateTag(name, ""));
    }
}
