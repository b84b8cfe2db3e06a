package net.voipbin.provisioning.domain;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Office.PASSWORD_HASH;
import static net.voipbin.provisioning.domain.Revisions.deleted;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.SUPER_ADMIN;
import static net.voipbin.provisioning.domain.Samples.as;
import static net.voipbin.provisioning.domain.Samples.guestOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import net.voipbin.provisioning.domain.accesskey.CreateAccessKey;
import net.voipbin.provisioning.domain.accesskey.DeleteAccessKey;
import net.voipbin.provisioning.domain.accesskey.UpdateAccessKey;
import net.voipbin.provisioning.domain.agent.CreateAgent;
import net.voipbin.provisioning.domain.agent.DeleteAgent;
import net.voipbin.provisioning.domain.agent.NamedAddress;
import net.voipbin.provisioning.domain.agent.UpdateAgent;
import net.voipbin.provisioning.domain.agent.UpdateAgentAddresses;
import net.voipbin.provisioning.domain.agent.UpdateAgentPassword;
import net.voipbin.provisioning.domain.agent.UpdateAgentPermission;
import net.voipbin.provisioning.domain.agent.UpdateAgentStatus;
import net.voipbin.provisioning.domain.agent.UpdateAgentTagIds;
import net.voipbin.provisioning.domain.customer.DeleteCustomer;
import net.voipbin.provisioning.domain.customer.FreezeCustomer;
import net.voipbin.provisioning.domain.customer.SuspendCustomer;
import net.voipbin.provisioning.domain.tag.CreateTag;
import net.voipbin.provisioning.domain.tag.DeleteTag;
import net.voipbin.provisioning.domain.tag.UpdateTag;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Who may do what with agents, tags and access keys")
class StaffAccessTest {

    private static final UUID UNKNOWN = UUID.fromString("0993b0a0-9999-7000-8000-00000000000f");

    /** What can be asked, each of a resource that whoever may ask at all may ask it of. */
    enum Asked {
        CREATE_AGENT(id -> new CreateAgent(
                "new@acme.example", PASSWORD_HASH, "", "", "ringall", Optional.of(16), List.of(), List.of())),
        UPDATE_AGENT(id -> new UpdateAgent(id, Optional.of("Bob"), Optional.empty(), Optional.empty(), Map.of())),
        UPDATE_AGENT_ADDRESSES(
                id -> new UpdateAgentAddresses(id, List.of(new NamedAddress("extension", "101", "", "", "")))),
        UPDATE_AGENT_TAG_IDS(id -> new UpdateAgentTagIds(id, List.of())),
        UPDATE_AGENT_STATUS(id -> new UpdateAgentStatus(id, "available")),
        UPDATE_AGENT_PERMISSION(id -> new UpdateAgentPermission(id, 0)),
        UPDATE_AGENT_PASSWORD(id -> new UpdateAgentPassword(id, PASSWORD_HASH)),
        DELETE_AGENT(DeleteAgent::new),
        CREATE_TAG(id -> new CreateTag("night", "")),
        UPDATE_TAG(id -> new UpdateTag(id, Optional.of("night"), Optional.empty(), Map.of())),
        DELETE_TAG(DeleteTag::new),
        CREATE_ACCESSKEY(id -> new CreateAccessKey("robot", "", 86_400, "vb_12345678", "ab".repeat(32))),
        UPDATE_ACCESSKEY(id -> new UpdateAccessKey(id, Optional.of("bot"), Optional.empty(), Map.of())),
        DELETE_ACCESSKEY(DeleteAccessKey::new);

        private final Function<UUID, Request> request;

        Asked(Function<UUID, Request> request) {
            this.request = request;
        }

        boolean creates() {
            return name().startsWith("CREATE");
        }

        boolean forAdminsAlone() {
            return name().endsWith("ACCESSKEY");
        }

        UUID subject(Office office) {
            if (name().contains("_AGENT")) {
                return office.clerk().id();
            }
            return name().endsWith("_TAG")
                    ? office.tag("day").id()
                    : office.accessKey().id();
        }

        Request of(UUID id) {
            return request.apply(id);
        }

        Request in(Office office) {
            return of(creates() ? UNKNOWN : subject(office));
        }
    }

    private final Office office = new Office();

    @ParameterizedTest
    @EnumSource
    void shouldLetThePlatformASuperAdminAndTheCustomersAdminsDoAll(Asked asked) {
        for (Actor actor : List.of(PLATFORM, SUPER_ADMIN, guestOf(CUSTOMER_ID), as(office.admin()))) {
            // Given
            Office anew = new Office();
            // Then
            assertThat(anew.handle(actor, asked.in(anew))).isInstanceOf(Decision.Applied.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetAnAgentWithThePlatformsBitDoAllAlsoInASuspendedCustomer(Asked asked) {
        // Given
        Actor root = as(office.hire("root@acme.example", 1));
        Request request = asked.in(office);
        office.apply(PLATFORM, new SuspendCustomer("overdrawn", false));
        // Then
        assertThat(office.handle(root, request)).isInstanceOf(Decision.Applied.class);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetManagersDoAllButWithAccessKeys(Asked asked) {
        // When
        Decision decision = office.handle(as(office.manager()), asked.in(office));
        // Then
        if (asked.forAdminsAlone()) {
            assertThatDecision(decision).rejected(Reason.PERMISSION_DENIED);
        } else {
            assertThat(decision).isInstanceOf(Decision.Applied.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetOtherAgentsDoNothingOfIt(Asked asked) {
        // Given
        Agent other = office.hire("other@acme.example", 16);
        Request request = asked.in(office);
        // Then
        assertThatDecision(office.handle(as(other), request)).rejected(Reason.PERMISSION_DENIED);
        assertThatDecision(office.handle(as(office.intern()), request)).rejected(Reason.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATE_AGENT", "UPDATE_AGENT_ADDRESSES", "UPDATE_AGENT_STATUS", "UPDATE_AGENT_PASSWORD"})
    void shouldLetAnyAgentDoThisWithItself(Asked asked) {
        // Then
        assertThat(office.handle(as(office.clerk()), asked.of(office.clerk().id())))
                .isInstanceOf(Decision.Applied.class);
        Office anew = new Office();
        assertThat(anew.handle(as(anew.intern()), asked.of(anew.intern().id()))).isInstanceOf(Decision.Applied.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATE_AGENT_TAG_IDS", "UPDATE_AGENT_PERMISSION", "DELETE_AGENT"})
    void shouldNotLetAnAgentDoThisWithItself(Asked asked) {
        // Then
        assertThatDecision(office.handle(
                        as(office.clerk()), asked.of(office.clerk().id())))
                .rejected(Reason.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellAStrangerThatThereIsNothing(Asked asked) {
        // Given
        Actor stranger = new Actor.TenantAgent(UNKNOWN, Optional.empty());
        // Then
        assertThatDecision(office.handle(stranger, asked.in(office))).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "CREATE_.*")
    void shouldNotFindWhatIsNot(Asked asked) {
        // Then
        assertThatDecision(office.handle(PLATFORM, asked.of(UNKNOWN))).rejected(Reason.RESOURCE_NOT_FOUND);
        assertThatDecision(office.handle(as(office.admin()), asked.of(UNKNOWN))).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "CREATE_.*")
    void shouldNotFindWhatIsOfAnotherType(Asked asked) {
        // Given
        UUID ofAnotherType = asked.name().contains("_AGENT")
                ? office.tag("day").id()
                : office.clerk().id();
        // Then
        assertThatDecision(office.handle(PLATFORM, asked.of(ofAnotherType))).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotFindAnythingOfADeletedCustomer(Asked asked) {
        // Given
        Actor admin = as(office.admin());
        Request request = asked.in(office);
        office.apply(PLATFORM, new DeleteCustomer());
        // Then
        assertThatDecision(office.handle(PLATFORM, request)).rejected(Reason.RESOURCE_NOT_FOUND);
        assertThatDecision(office.handle(admin, request)).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWritesToASuspendedCustomerButThePlatforms(Asked asked) {
        // Given
        Request request = asked.in(office);
        office.apply(PLATFORM, new SuspendCustomer("overdrawn", false));
        // Then
        assertThatDecision(office.handle(as(office.admin()), request)).rejected(Reason.ACCOUNT_SUSPENDED);
        assertThat(office.handle(SUPER_ADMIN, request)).isInstanceOf(Decision.Applied.class);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWritesToAFrozenCustomerButThePlatforms(Asked asked) {
        // Given
        Request request = asked.in(office);
        office.apply(PLATFORM, new FreezeCustomer());
        // Then
        assertThatDecision(office.handle(as(office.admin()), request)).rejected(Reason.ACCOUNT_FROZEN);
        assertThat(office.handle(PLATFORM, request)).isInstanceOf(Decision.Applied.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATE_AGENT", "UPDATE_AGENT_ADDRESSES", "UPDATE_AGENT_STATUS", "UPDATE_AGENT_PASSWORD"})
    void shouldRefuseAnAgentsWritesToItselfToo(Asked asked) {
        // Given
        Request request = asked.of(office.clerk().id());
        office.apply(PLATFORM, new SuspendCustomer("overdrawn", false));
        // Then
        assertThatDecision(office.handle(as(office.clerk()), request)).rejected(Reason.ACCOUNT_SUSPENDED);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAnotherVersionThanTheExpectedOne(Asked asked) {
        // Given
        Request request = asked.in(office);
        long present = asked.creates() ? 0 : 1;
        // Then
        assertThatDecision(office.handleExpecting(present + 1, PLATFORM, request))
                .rejectedWith(Reason.VERSION_MISMATCH, Map.of("version", new Rejection.Detail.Quantity(present)));
        assertThat(office.handleExpecting(present, PLATFORM, request)).isInstanceOf(Decision.Applied.class);
    }

    @Test
    void shouldRefuseAnotherVersionOfTheAgentThatActsOnItself() {
        // Given
        Agent clerk = office.clerk();
        Request request = new UpdateAgentStatus(clerk.id(), "away");
        // Then
        assertThatDecision(office.handleExpecting(2, as(clerk), request)).rejected(Reason.VERSION_MISMATCH);
        assertThat(office.handleExpecting(1, as(clerk), request)).isInstanceOf(Decision.Applied.class);
    }

    @Test
    void shouldTellAnAgentThatOutlivesItsCustomerForAMomentThatThereIsNothing() {
        // Given
        Customer customer = office.find(Customer.class, CUSTOMER_ID).orElseThrow();
        Agent clerk = office.clerk();
        InMemoryTenant ended = InMemoryTenant.UNKNOWN
                .with(customer)
                .with(deleted(customer.ended(), NOON))
                .with(clerk);
        Command command = new Command(
                UNKNOWN,
                CUSTOMER_ID,
                as(clerk),
                OptionalLong.empty(),
                NOW,
                new UpdateAgentStatus(clerk.id(), "available"));
        Decider decider = new Decider(PLATFORM_ID, Periods.USUAL, (owner, email) -> "");
        // When
        Decision decision = decider.decide(ended, command, NOW, ClaimAnswers.NONE);
        // Then
        assertThatDecision(decision).rejected(Reason.RESOURCE_NOT_FOUND);
    }
}
