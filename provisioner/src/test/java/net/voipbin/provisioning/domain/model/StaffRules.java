package net.voipbin.provisioning.domain.model;

import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.InMemoryTenant;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Tag;
import net.voipbin.provisioning.domain.customer.GuestAgent;

/** What holds of a customer's agents and tags whatever was done, told without the rules that are under test. */
final class StaffRules {

    private StaffRules() {}

    /** Nobody gave, took or stepped into rights that it could not give. */
    static void assertRightsRespected(InMemoryTenant before, Actor actor, Decision.Applied applied) {
        int grantable = grantable(before, actor);
        for (Change change : applied.changes()) {
            if (change.after() instanceof Agent after) {
                int held = change.before()
                        .map(Agent.class::cast)
                        .map(agent -> agent.permission().mask())
                        .orElse(0);
                int wanted = after.permission().mask();
                assertThat(wanted & ~held & ~grantable).as("given to " + after).isZero();
                if (wanted != held || !after.live() || (setsPassword(applied, after) && !acts(actor, after))) {
                    assertThat(held & ~grantable).as("taken from " + after).isZero();
                }
            }
        }
    }

    /** The guest is there, as it was born; values are unique and references live. */
    static void assertSound(InMemoryTenant tenant) {
        List<Agent> agents = live(tenant, Agent.class::isInstance).stream()
                .map(Agent.class::cast)
                .toList();
        assertThat(agents)
                .filteredOn(Agent::guest)
                .singleElement()
                .matches(guest -> guest.id().equals(GuestAgent.idOf(CUSTOMER_ID)))
                .matches(guest -> guest.permission().mask() == 32);
        assertThat(agents).extracting(Agent::username).doesNotHaveDuplicates();
        assertThat(agents.stream()
                        .flatMap(agent -> agent.addresses().stream())
                        .map(address -> address.type() + address.target()))
                .doesNotHaveDuplicates();
        List<Resource> tags = live(tenant, Tag.class::isInstance);
        assertThat(tags).extracting(tag -> ((Tag) tag).name()).doesNotHaveDuplicates();
        assertThat(agents)
                .allSatisfy(agent -> assertThat(agent.tagIds())
                        .doesNotHaveDuplicates()
                        .allSatisfy(
                                id -> assertThat(tags).extracting(Resource::id).contains(id)));
    }

    private static int grantable(InMemoryTenant tenant, Actor actor) {
        return switch (actor) {
            case Actor.Platform platform -> 113;
            case Actor.SuperAdmin superAdmin -> 113;
            case Actor.TenantAgent agent ->
                tenant.find(Agent.class, agent.agentId())
                        .map(found -> found.permission().mask())
                        .map(StaffRules::grantable)
                        .orElse(0);
        };
    }

    private static int grantable(int held) {
        if ((held & 1) > 0) {
            return 113;
        }
        if ((held & 32) > 0) {
            return 112;
        }
        return (held & 64) > 0 ? 80 : 0;
    }

    private static boolean setsPassword(Decision.Applied applied, Agent agent) {
        return applied.credentials().stream()
                .anyMatch(change -> change.resourceId().equals(agent.id()));
    }

    private static boolean acts(Actor actor, Agent agent) {
        return actor.equals(new Actor.TenantAgent(agent.id(), Optional.empty()));
    }

    private static List<Resource> live(InMemoryTenant tenant, Predicate<Resource> kind) {
        return tenant.everyResource().filter(Resource::live).filter(kind).toList();
    }
}
