package net.voipbin.provisioning.domain.agent;

import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.DefaultPermission;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.TagIds;

/**
 * A new agent, not yet at work.
 *
 * @param passwordHash in argon2id's own string form
 * @param permission empty: the customer's default
 */
public record CreateAgent(
        String username,
        String passwordHash,
        String name,
        String detail,
        String ringMethod,
        Optional<Integer> permission,
        List<String> tagIds,
        List<NamedAddress> addresses)
        implements Request {

    public CreateAgent {
        tagIds = List.copyOf(tagIds);
        addresses = List.copyOf(addresses);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCreate(
                situation,
                Permission.STAFF,
                customer -> flaw().or(() -> Authority.requireGrant(situation, mask(customer)))
                        .map(Rejection::decision)
                        .orElseGet(() -> created(situation, customer)));
    }

    private Decision.Final created(Situation situation, Customer customer) {
        Agent agent = Agent.create(
                situation.newId(Resource.Type.AGENT),
                customer.id(),
                situation.time(),
                username,
                new Agent.Profile(
                        name, detail, Agent.RingMethod.named(ringMethod).orElseThrow()),
                new Permission(mask(customer)),
                TagIds.parse(tagIds),
                Addresses.parse(addresses));
        return new Decision.Applied(
                agent,
                List.of(Change.created(agent)),
                List.of(CredentialChange.of(agent, new Credential.PasswordHash(passwordHash))),
                List.of());
    }

    private Optional<Rejection> flaw() {
        return Field.firstFlaw(
                Field.username("username", username),
                Argon2id.flaw(passwordHash),
                Field.text("name", name, Field.MAX_NAME),
                Field.text("detail", detail, Field.MAX_DETAIL),
                AgentRules.ringMethodFlaw(ringMethod),
                permission.flatMap(AgentRules::permissionFlaw),
                TagIds.flaw(tagIds),
                Addresses.flaw(addresses));
    }

    private int mask(Customer customer) {
        return permission.orElseGet(
                () -> DefaultPermission.mask(customer.profile().permissionIds()));
    }
}
