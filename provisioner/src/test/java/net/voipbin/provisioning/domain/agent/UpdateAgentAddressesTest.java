package net.voipbin.provisioning.domain.agent;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Address;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateAgentAddressesTest {

    private final Office office = new Office();

    @Test
    void shouldReplaceTheAddressesInTheOrderGiven() {
        // Given
        Agent before = office.clerk();
        // When
        Decision.Applied applied = office.apply(
                as(before),
                addresses(
                        before,
                        new NamedAddress("sip", "Desk@acme.example", "Desk", "sip", "by the window"),
                        of("extension", "101")));
        // Then
        assertThat(office.clerk())
                .isEqualTo(updated(
                        before.withAddresses(List.of(
                                new Address(Address.Type.SIP, "Desk@acme.example", "Desk", "sip", "by the window"),
                                new Address(Address.Type.EXTENSION, "101", "", "", ""))),
                        NOW));
        assertThat(applied.changes())
                .containsExactly(new Change(Happening.UPDATED, Optional.of(before), office.clerk()));
        assertThat(Office.events(applied)).containsExactly("agent_updated");
    }

    @Test
    void shouldTakeAllAddressesAway() {
        // Given
        office.apply(PLATFORM, addresses(office.clerk(), of("extension", "101")));
        // When
        office.apply(PLATFORM, addresses(office.clerk()));
        // Then
        assertThat(office.clerk().addresses()).isEmpty();
        assertThat(office.clerk().revision().version()).isEqualTo(3);
    }

    @Test
    void shouldChangeNothingWhereTheAddressesAreTheSameOnceNormalised() {
        // Given
        office.apply(PLATFORM, addresses(office.clerk(), of("tel", "+4930123")));
        Agent clerk = office.clerk();
        // Then
        assertThatDecision(office.handle(as(clerk), addresses(clerk, of("tel", " +49-30-123 "))))
                .fulfilled(clerk);
    }

    @Test
    void shouldChangeTheOrderOfTheAddresses() {
        // Given
        office.apply(PLATFORM, addresses(office.clerk(), of("tel", "1"), of("tel", "2")));
        // When
        Decision decision = office.handle(PLATFORM, addresses(office.clerk(), of("tel", "2"), of("tel", "1")));
        // Then
        assertThat(Office.events(decision)).containsExactly("agent_updated");
    }

    @ParameterizedTest
    @CsvSource({
        "tel, 030 1, 0301",
        "sip, a b, a b",
        "extension, 030 1, 030 1",
        "agent, 030 1, 030 1",
        "email, A@B.io, A@B.io"
    })
    void shouldNormaliseTelephoneNumbersAlone(String type, String target, String kept) {
        // When
        office.apply(PLATFORM, addresses(office.clerk(), of(type, target)));
        // Then
        assertThat(office.clerk().addresses()).extracting(Address::target).containsExactly(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TEL", "fax", "tel "})
    void shouldRefuseAnUnknownType(String type) {
        // Then
        assertWrong(of(type, "101"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel", "sip", "extension", "agent", "email"})
    void shouldRefuseAnEmptyTarget(String type) {
        // Then
        assertWrong(of(type, ""));
    }

    @Test
    void shouldTakeTheLongestTextsAndNoLongerOnes() {
        // Given
        String name = "n".repeat(255);
        // Then
        assertWrong(of("sip", name + "n"));
        assertWrong(new NamedAddress("sip", "a", name + "n", "", ""));
        assertWrong(new NamedAddress("sip", "a", "", name + "n", ""));
        assertWrong(new NamedAddress("sip", "a", "", "", "d".repeat(65_536)));
        assertThat(office.handle(
                        PLATFORM,
                        addresses(office.clerk(), new NamedAddress("sip", name, name, name, "d".repeat(65_535)))))
                .isInstanceOf(Decision.Applied.class);
    }

    @Test
    void shouldRefuseTextsThatCannotBeStored() {
        // Then
        assertWrong(of("tel", "+49\u000030"));
        assertWrong(new NamedAddress("sip", "a", "\uD800", "", ""));
    }

    @Test
    void shouldSayWhatIsWrongWithTheFirstWrongAddress() {
        // When
        Decision decision =
                office.handle(PLATFORM, addresses(office.clerk(), of("sip", "a"), of("sip", ""), of("fax", "1")));
        // Then
        assertThat(decision)
                .isEqualTo(Rejection.ofField(Reason.INVALID_ARGUMENT, "addresses", "addresses: target is empty.")
                        .decision());
    }

    @ParameterizedTest
    @CsvSource({
        "tel, +49 30, +4930",
        "sip, Desk@acme.example, dESK@ACME.example",
        "email, a@b.io, A@B.IO",
        "extension, a, a",
        "agent, x, x"
    })
    void shouldRefuseOneAddressTwiceInOneList(String type, String one, String same) {
        // Then
        assertThatDecision(office.handle(
                        PLATFORM,
                        addresses(
                                office.clerk(),
                                of(type, one),
                                of("tel", "1"),
                                new NamedAddress(type, same, "", "n", ""))))
                .rejectedForField(Reason.ADDRESS_ALREADY_ASSIGNED, "addresses");
    }

    @Test
    void shouldTakeOneTargetInSeveralTypesAndOtherCasesOfExtensions() {
        // Then
        assertThat(office.handle(
                        PLATFORM,
                        addresses(
                                office.clerk(),
                                of("sip", "a@b.io"),
                                of("email", "a@b.io"),
                                of("extension", "a"),
                                of("extension", "A"),
                                of("agent", "a"),
                                of("agent", "A"))))
                .isInstanceOf(Decision.Applied.class);
    }

    @ParameterizedTest
    @CsvSource({"tel, +49 30, +49-30", "sip, a@b.io, A@B.IO", "email, a@b.io, A@B.IO", "extension, 1, 1", "agent, x, x"
    })
    void shouldRefuseAnAddressThatAnotherAgentHas(String type, String one, String same) {
        // Given
        office.apply(PLATFORM, addresses(office.manager(), of(type, one)));
        // Then
        assertThatDecision(office.handle(PLATFORM, addresses(office.clerk(), of(type, same))))
                .rejected(Reason.ADDRESS_ALREADY_ASSIGNED);
    }

    @Test
    void shouldTakeAnAddressThatAnotherAgentHadOrItselfHas() {
        // Given
        office.apply(PLATFORM, addresses(office.manager(), of("tel", "1")));
        office.apply(PLATFORM, addresses(office.manager(), of("tel", "2")));
        office.apply(PLATFORM, addresses(office.clerk(), of("tel", "1")));
        office.apply(PLATFORM, new DeleteAgent(office.manager().id()));
        // When
        office.apply(PLATFORM, addresses(office.clerk(), of("tel", "2"), of("tel", "1")));
        // Then
        assertThat(office.clerk().addresses()).extracting(Address::target).containsExactly("2", "1");
    }

    @Test
    void shouldGiveTheGuestAddressesToo() {
        // When
        office.apply(as(office.admin()), addresses(office.guest(), of("tel", "1")));
        // Then
        assertThat(office.guest().addresses()).extracting(Address::target).containsExactly("1");
        assertThat(office.guest().id()).isEqualTo(GuestAgent.idOf(CUSTOMER_ID));
    }

    private void assertWrong(NamedAddress address) {
        assertThatDecision(office.handle(PLATFORM, addresses(office.clerk(), address)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "addresses");
    }

    private static UpdateAgentAddresses addresses(Agent agent, NamedAddress... addresses) {
        return new UpdateAgentAddresses(agent.id(), List.of(addresses));
    }

    private static NamedAddress of(String type, String target) {
        return new NamedAddress(type, target, "", "", "");
    }
}
