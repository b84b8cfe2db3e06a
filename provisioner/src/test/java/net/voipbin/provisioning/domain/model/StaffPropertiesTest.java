package net.voipbin.provisioning.domain.model;

import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Office.PASSWORD_HASH;
import static net.voipbin.provisioning.domain.Revisions.deleted;
import static net.voipbin.provisioning.domain.Revisions.updated;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Address;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.InMemoryTenant;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.PlanType;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.Tag;
import net.voipbin.provisioning.domain.agent.CreateAgent;
import net.voipbin.provisioning.domain.agent.DeleteAgent;
import net.voipbin.provisioning.domain.agent.NamedAddress;
import net.voipbin.provisioning.domain.agent.UpdateAgentAddresses;
import net.voipbin.provisioning.domain.agent.UpdateAgentPassword;
import net.voipbin.provisioning.domain.agent.UpdateAgentPermission;
import net.voipbin.provisioning.domain.agent.UpdateAgentTagIds;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.tag.CreateTag;
import net.voipbin.provisioning.domain.tag.DeleteTag;
import net.voipbin.provisioning.domain.tag.UpdateTag;
import net.voipbin.provisioning.domain.text.DerivedId;

@Label("Agents and tags under any sequence of commands")
class StaffPropertiesTest {

    private static final List<Integer> PERMISSIONS = List.of(0, 1, 16, 32, 64, 80, 113, 2);
    private static final List<UUID> AGENTS =
            List.of(GuestAgent.idOf(CUSTOMER_ID), agent(1), agent(2), agent(3), agent(4), agent(5));
    private static final List<UUID> TAGS = List.of(tag(6), tag(7), tag(8));

    /** One of the commands by one of the agents, on one of the agents or tags, with one of a few values. */
    record Step(int actor, int command, int target, int value) {

        Actor asks() {
            return actor == AGENTS.size() ? PLATFORM : new Actor.TenantAgent(AGENTS.get(actor), Optional.empty());
        }

        Request request() {
            UUID agent = AGENTS.get(target);
            UUID tag = TAGS.get(target % TAGS.size());
            return switch (command) {
                case 0 -> hire("agent" + target + "@acme.example", PERMISSIONS.get(value));
                case 1 -> new CreateTag("tag" + value % 3, "");
                case 2 -> new UpdateAgentPermission(agent, PERMISSIONS.get(value));
                case 3 -> new UpdateAgentPassword(agent, PASSWORD_HASH);
                case 4 -> new DeleteAgent(agent);
                case 5 ->
                    new UpdateAgentTagIds(
                            agent,
                            List.of(
                                    tag.toString(),
                                    TAGS.get(value % TAGS.size()).toString()));
                case 6 -> new UpdateAgentAddresses(agent, List.of(new NamedAddress("tel", value + "", "", "", "")));
                case 7 -> new UpdateTag(tag, Optional.of("tag" + value % 3), Optional.empty(), Map.of());
                default -> new DeleteTag(tag);
            };
        }
    }

    @Property(tries = 300)
    void shouldKeepRightsGuestUniqueValuesAndReferences(@ForAll("steps") List<Step> steps) {
        // Given
        InMemoryProvisioner provisioner = office();
        for (int number = 0; number < steps.size(); number++) {
            InMemoryTenant before = provisioner.tenant(CUSTOMER_ID);
            Step step = steps.get(number);
            // When
            Decision decision = provisioner.handle(command(9 + number, step.asks(), step.request()));
            // Then
            if (decision instanceof Decision.Applied applied) {
                StaffRules.assertRightsRespected(before, step.asks(), applied);
            }
            StaffRules.assertSound(provisioner.tenant(CUSTOMER_ID));
        }
    }

    @Example
    void shouldFindARightThatWasGivenTakenOrUsurped() {
        // Given
        InMemoryTenant tenant = office().tenant(CUSTOMER_ID);
        Agent admin = tenant.find(Agent.class, agent(1)).orElseThrow();
        Agent manager = tenant.find(Agent.class, agent(2)).orElseThrow();
        Agent clerk = tenant.find(Agent.class, agent(3)).orElseThrow();
        Decision.Applied given = Decision.Applied.of(Change.updated(clerk, clerk.with(new Permission(32)), NOW));
        Decision.Applied taken = Decision.Applied.of(Change.updated(admin, admin.with(new Permission(16)), NOW));
        Decision.Applied ended = Decision.Applied.of(Change.deleted(admin, admin, NOW));
        Decision.Applied usurped = new Decision.Applied(
                admin,
                List.of(Change.updated(admin, admin, NOW)),
                List.of(CredentialChange.of(admin, new Credential.PasswordHash(PASSWORD_HASH))),
                List.of());
        // Then
        for (Decision.Applied wrong : List.of(given, taken, ended, usurped)) {
            assertThatThrownBy(() -> StaffRules.assertRightsRespected(tenant, as(manager), wrong))
                    .isInstanceOf(AssertionError.class);
            StaffRules.assertRightsRespected(tenant, as(admin), wrong);
        }
    }

    @Example
    void shouldFindAMissingGuestADoubleValueAndADanglingReference() {
        // Given
        InMemoryTenant tenant = office().tenant(CUSTOMER_ID);
        Agent guest = tenant.find(Agent.class, AGENTS.getFirst()).orElseThrow();
        Agent admin = tenant.find(Agent.class, agent(1)).orElseThrow();
        Agent clerk = tenant.find(Agent.class, agent(3)).orElseThrow();
        Tag tag = tenant.find(Tag.class, tag(6)).orElseThrow();
        List<Address> addresses = List.of(new Address(Address.Type.TEL, "1", "", "", ""));
        List<InMemoryTenant> unsound = List.of(
                tenant.with(deleted(guest, NOW)),
                tenant.with(updated(guest.with(new Permission(16)), NOW)),
                tenant.with(updated(admin.withAddresses(addresses), NOW))
                        .with(updated(clerk.withAddresses(addresses), NOW)),
                tenant.with(updated(clerk.withTagIds(List.of(tag.id())), NOW)).with(deleted(tag, NOW)),
                tenant.with(updated(tag.with("tag1", ""), NOW)));
        // Then
        StaffRules.assertSound(tenant);
        unsound.forEach(
                wrong -> assertThatThrownBy(() -> StaffRules.assertSound(wrong)).isInstanceOf(AssertionError.class));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> targets = Arbitraries.integers().between(0, AGENTS.size() - 1);
        return Combinators.combine(
                        Arbitraries.integers().between(0, AGENTS.size()),
                        Arbitraries.integers().between(0, 8),
                        targets,
                        Arbitraries.integers().between(0, PERMISSIONS.size() - 1))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    /** With an admin, a manager, a clerk, an intern, a manager that is an admin too, and three tags. */
    private static InMemoryProvisioner office() {
        InMemoryProvisioner provisioner = new InMemoryProvisioner(Samples.PLATFORM_ID);
        provisioner.handle(command(0, PLATFORM, Samples.acme()));
        BillingAccount account =
                provisioner.tenant(CUSTOMER_ID).billingAccount(CUSTOMER_ID).orElseThrow();
        provisioner.put(updated(account.with(PlanType.UNLIMITED), NOW));
        provisioner.handle(command(1, PLATFORM, hire("agent1@acme.example", 32)));
        provisioner.handle(command(2, PLATFORM, hire("agent2@acme.example", 64)));
        provisioner.handle(command(3, PLATFORM, hire("agent3@acme.example", 16)));
        provisioner.handle(command(4, PLATFORM, hire("agent4@acme.example", 0)));
        provisioner.handle(command(5, PLATFORM, hire("agent5@acme.example", 96)));
        provisioner.handle(command(6, PLATFORM, new CreateTag("tag0", "")));
        provisioner.handle(command(7, PLATFORM, new CreateTag("tag1", "")));
        provisioner.handle(command(8, PLATFORM, new CreateTag("tag2", "")));
        return provisioner;
    }

    private static CreateAgent hire(String username, int permission) {
        return new CreateAgent(
                username, PASSWORD_HASH, "", "", "ringall", Optional.of(permission), List.of(), List.of());
    }

    private static Command command(int number, Actor actor, Request request) {
        return new Command(commandId(number), CUSTOMER_ID, actor, OptionalLong.empty(), NOW, request);
    }

    private static UUID agent(int command) {
        return DerivedId.of(CUSTOMER_ID, "agent/" + commandId(command));
    }

    private static UUID tag(int command) {
        return DerivedId.of(CUSTOMER_ID, "tag/" + commandId(command));
    }

    private static UUID commandId(int number) {
        return new UUID(0x0193_b0a0_6666_7000L, 0x8000_0000_0000_0000L | number);
    }
}
