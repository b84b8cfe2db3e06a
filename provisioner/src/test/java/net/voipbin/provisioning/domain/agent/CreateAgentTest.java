package net.voipbin.provisioning.domain.agent;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Office.PASSWORD_HASH;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Address;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.PlanType;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Tag;
import net.voipbin.provisioning.domain.tag.DeleteTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateAgentTest {

    private static final CreateAgent BOB = new CreateAgent(
            "Bob@acme.example", PASSWORD_HASH, "Bob", "is new", "linear", Optional.of(16), List.of(), List.of());

    private final Office office = new Office();

    @Test
    void shouldCreateTheAgentAsAskedAndOffline() {
        // Given
        Tag day = office.tag("day");
        // When
        Decision.Applied applied = office.apply(
                as(office.admin()),
                new CreateAgent(
                        "Bob@acme.example",
                        PASSWORD_HASH,
                        "Bob",
                        "is new",
                        "linear",
                        Optional.of(80),
                        List.of(day.id().toString()),
                        List.of(new NamedAddress("tel", "+49 (30) 123-456", "Bob's", "desk", "by the window"))));
        // Then
        Agent bob = (Agent) applied.subject();
        assertThat(bob)
                .isEqualTo(new Agent(
                        bob.id(),
                        CUSTOMER_ID,
                        Revision.first(NOW),
                        "Bob@acme.example",
                        new Agent.Profile("Bob", "is new", Agent.RingMethod.LINEAR),
                        Agent.Status.OFFLINE,
                        new Permission(80),
                        List.of(day.id()),
                        List.of(new Address(Address.Type.TEL, "+4930123456", "Bob's", "desk", "by the window")),
                        false));
        assertThat(applied.changes()).containsExactly(Change.created(bob));
        assertThat(Office.events(applied)).containsExactly("agent_created");
    }

    @Test
    void shouldKeepThePasswordsHashApartFromTheAgent() {
        // When
        Decision.Applied applied = office.apply(as(office.admin()), BOB);
        // Then
        assertThat(applied.credentials())
                .containsExactly(new CredentialChange(
                        Resource.Type.AGENT, applied.subject().id(), new Credential.PasswordHash(PASSWORD_HASH)));
        assertThat(applied.changes().toString()).doesNotContain("argon2id");
    }

    @Test
    void shouldGiveEveryAgentAnIdOfItsOwn() {
        // When
        Resource bob = office.apply(PLATFORM, BOB).subject();
        Resource eve = office.apply(PLATFORM, named("eve@acme.example")).subject();
        // Then
        assertThat(bob.id()).isNotEqualTo(eve.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bob", "bob@", "a..b@acme.example", "guest-1@guest.invalid", "bob@acme.INVALID"})
    void shouldRefuseAUsernameThatIsNoEmailOrLooksLikeAGuests(String username) {
        // Then
        assertThatDecision(office.handle(PLATFORM, named(username)))
                .rejectedForField(Reason.INVALID_USERNAME_FORMAT, "username");
    }

    @Test
    void shouldTakeAUsernameOf254CharactersAndNoLonger() {
        // Given
        String longest = "a".repeat(241) + "@acme.example";
        // Then
        assertThat(longest).hasSize(254);
        assertThatDecision(office.handle(PLATFORM, named("a" + longest))).rejected(Reason.INVALID_USERNAME_FORMAT);
        assertThat(office.handle(PLATFORM, named(longest))).isInstanceOf(Decision.Applied.class);
    }

    @Test
    void shouldRefuseTheUsernameOfALiveAgentInWhateverCase() {
        // Given
        Agent bob = (Agent) office.apply(PLATFORM, BOB).subject();
        // Then
        assertThatDecision(office.handle(PLATFORM, named("bOB@acme.EXAMPLE"))).rejected(Reason.AGENT_ALREADY_EXISTS);
        office.apply(PLATFORM, new DeleteAgent(bob.id()));
        assertThat(office.handle(PLATFORM, named("bOB@acme.EXAMPLE"))).isInstanceOf(Decision.Applied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret-word", "$2a$10$N9qo8uLOickgx2ZMRZoMye"})
    void shouldRefuseAPasswordThatIsNotHashedByArgon2id(String passwordHash) {
        // When
        Decision decision = office.handle(
                PLATFORM,
                new CreateAgent(
                        BOB.username(), passwordHash, "", "", "ringall", Optional.of(16), List.of(), List.of()));
        // Then
        assertThatDecision(decision).rejectedForField(Reason.INVALID_ARGUMENT, "password");
        assertThat(passwordHash.isEmpty() || !decision.toString().contains(passwordHash))
                .isTrue();
    }

    @Test
    void shouldGiveTheCustomersDefaultPermissionWhereNoneIsNamed() {
        // Given
        Agent first = (Agent)
                office.apply(PLATFORM, of("one@acme.example", Optional.empty())).subject();
        Customer customer = office.find(Customer.class, CUSTOMER_ID).orElseThrow();
        office.put(withDefaults(customer, DefaultPermission.CUSTOMER_AGENT, DefaultPermission.CUSTOMER_ADMIN));
        // When
        Agent second = (Agent)
                office.apply(PLATFORM, of("two@acme.example", Optional.empty())).subject();
        // Then
        assertThat(first.permission()).isEqualTo(new Permission(16));
        assertThat(second.permission()).isEqualTo(new Permission(48));
    }

    @Test
    void shouldCountTheDefaultsBitsWhereAManagerGrantsThem() {
        // Given
        Customer customer = office.find(Customer.class, CUSTOMER_ID).orElseThrow();
        office.put(withDefaults(customer, DefaultPermission.CUSTOMER_AGENT, DefaultPermission.CUSTOMER_ADMIN));
        Actor manager = as(office.manager());
        // Then
        assertThatDecision(office.handle(manager, of("two@acme.example", Optional.empty())))
                .rejected(Reason.PERMISSION_DENIED);
        assertThat(office.handle(manager, of("two@acme.example", Optional.of(16))))
                .isInstanceOf(Decision.Applied.class);
        assertThat(office.handle(as(office.admin()), of("three@acme.example", Optional.empty())))
                .isInstanceOf(Decision.Applied.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 128, 17 + 2, -1, Integer.MIN_VALUE})
    void shouldRefuseAPermissionThatIsNoSumOfTheBits(int permission) {
        // Then
        assertThatDecision(office.handle(PLATFORM, of("bob@acme.example", Optional.of(permission))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "permission");
    }

    @ParameterizedTest
    @CsvSource({
        "0, true, true, true",
        "16, true, true, true",
        "64, true, true, true",
        "80, true, true, true",
        "32, true, true, false",
        "112, true, true, false",
        "1, true, false, false",
        "113, true, false, false"
    })
    void shouldLetNobodyGrantMoreThanItMay(int permission, boolean superAdmin, boolean admin, boolean manager) {
        // Given
        CreateAgent request = of("bob@acme.example", Optional.of(permission));
        // Then
        assertThat(new Office().handle(SUPER_ADMIN, request) instanceof Decision.Applied)
                .isEqualTo(superAdmin);
        assertGranted(office.handle(as(office.manager()), request), manager);
        Office anew = new Office();
        assertGranted(anew.handle(as(anew.admin()), request), admin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RINGALL", "random", "linear "})
    void shouldRefuseAnUnknownRingMethod(String ringMethod) {
        // Then
        assertThatDecision(office.handle(
                        PLATFORM,
                        new CreateAgent(
                                BOB.username(),
                                PASSWORD_HASH,
                                "",
                                "",
                                ringMethod,
                                Optional.of(16),
                                List.of(),
                                List.of())))
                .rejectedForField(Reason.INVALID_RING_METHOD, "ring_method");
    }

    @Test
    void shouldRefuseANameOrDetailThatIsTooLong() {
        // Then
        assertThat(office.handle(PLATFORM, texts("a@acme.example", "n".repeat(255), "d".repeat(65_535))))
                .isInstanceOf(Decision.Applied.class);
        assertThatDecision(office.handle(PLATFORM, texts("b@acme.example", "n".repeat(256), "")))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(office.handle(PLATFORM, texts("b@acme.example", "", "d".repeat(65_536))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "day", "00000000-0000-0000-0000-000000000000"})
    void shouldRefuseTagIdsThatAreMalformed(String tagId) {
        // Then
        assertThatDecision(office.handle(PLATFORM, tagged(List.of(tagId))))
                .rejectedForField(Reason.INVALID_TAG_IDS, "tag_ids");
    }

    @Test
    void shouldRefuseTagsThatDoNotLive() {
        // Given
        Tag gone = office.tag("gone");
        office.apply(PLATFORM, new DeleteTag(gone.id()));
        // Then
        assertThatDecision(office.handle(PLATFORM, tagged(List.of(gone.id().toString()))))
                .rejectedForField(Reason.REFERENCE_INVALID, "tag_ids");
        assertThatDecision(
                        office.handle(PLATFORM, tagged(List.of(UUID.randomUUID().toString()))))
                .rejectedForField(Reason.REFERENCE_INVALID, "tag_ids");
    }

    @Test
    void shouldTakeATagNamedTwiceOnceInTheOrderOfFirstMention() {
        // Given
        UUID day = office.tag("day").id();
        UUID night = office.tag("night").id();
        // When
        Agent bob = (Agent) office.apply(PLATFORM, tagged(List.of(night.toString(), day.toString(), night.toString())))
                .subject();
        // Then
        assertThat(bob.tagIds()).containsExactly(night, day);
    }

    @Test
    void shouldRefuseAnAddressOfAnotherAgent() {
        // Given
        office.apply(
                PLATFORM,
                new UpdateAgentAddresses(
                        office.clerk().id(), List.of(new NamedAddress("email", "Desk@acme.example", "", "", ""))));
        // Then
        assertThatDecision(
                        office.handle(PLATFORM, addressed(new NamedAddress("email", "dESK@acme.example", "", "", ""))))
                .rejected(Reason.ADDRESS_ALREADY_ASSIGNED);
        assertThat(office.handle(PLATFORM, addressed(new NamedAddress("sip", "Desk@acme.example", "", "", ""))))
                .isInstanceOf(Decision.Applied.class);
    }

    @Test
    void shouldRefuseAddressesThatAreWrong() {
        // Then
        assertThatDecision(office.handle(PLATFORM, addressed(new NamedAddress("fax", "1", "", "", ""))))
                .rejectedForField(Reason.INVALID_ARGUMENT, "addresses");
    }

    @Test
    void shouldAllowNoMoreAgentsThanThePlanTheGuestAmongThem() {
        // Given
        BillingAccount account = office.find(BillingAccount.class, BillingAccount.idOf(CUSTOMER_ID))
                .orElseThrow();
        office.put(updated(account.with(PlanType.FREE), NOON));
        // Then
        assertThatDecision(office.handle(as(office.admin()), BOB)).rejected(Reason.RESOURCE_LIMIT_EXCEEDED);
        office.apply(PLATFORM, new DeleteAgent(office.intern().id()));
        assertThat(office.handle(as(office.admin()), BOB)).isInstanceOf(Decision.Applied.class);
    }

    private static void assertGranted(Decision decision, boolean granted) {
        if (granted) {
            assertThat(decision).isInstanceOf(Decision.Applied.class);
        } else {
            assertThatDecision(decision).rejected(Reason.PERMISSION_DENIED);
        }
    }

    private static Customer withDefaults(Customer customer, DefaultPermission... permissions) {
        Customer.Profile profile = customer.profile();
        return updated(
                customer.with(new Customer.Profile(
                        profile.name(),
                        profile.detail(),
                        profile.email(),
                        profile.phoneNumber(),
                        profile.address(),
                        profile.webhookMethod(),
                        profile.webhookUri(),
                        List.of(permissions))),
                NOON);
    }

    private static CreateAgent named(String username) {
        return of(username, Optional.of(16));
    }

    private static CreateAgent of(String username, Optional<Integer> permission) {
        return new CreateAgent(username, PASSWORD_HASH, "", "", "ringall", permission, List.of(), List.of());
    }

    private static CreateAgent texts(String username, String name, String detail) {
        return new CreateAgent(username, PASSWORD_HASH, name, detail, "ringall", Optional.of(16), List.of(), List.of());
    }

    private static CreateAgent tagged(List<String> tagIds) {
        return new CreateAgent(BOB.username(), PASSWORD_HASH, "", "", "ringall", Optional.of(16), tagIds, List.of());
    }

    private static CreateAgent addressed(NamedAddress address) {
        return new CreateAgent(
                BOB.username(), PASSWORD_HASH, "", "", "ringall", Optional.of(16), List.of(), List.of(address));
    }
}
