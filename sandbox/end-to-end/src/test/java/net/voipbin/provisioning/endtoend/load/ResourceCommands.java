package net.voipbin.provisioning.endtoend.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CreateFlow;
import net.voipbin.provisioning.contract.CreateNumber;
import net.voipbin.provisioning.contract.CreateQueue;
import net.voipbin.provisioning.contract.DeleteAgent;
import net.voipbin.provisioning.contract.DeleteFlow;
import net.voipbin.provisioning.contract.DeleteNumber;
import net.voipbin.provisioning.contract.DeleteQueue;
import net.voipbin.provisioning.contract.DeleteTag;
import net.voipbin.provisioning.contract.UpdateAgentPassword;
import net.voipbin.provisioning.contract.UpdateAgentTagIds;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.sandbox.sample.ServiceCommands;

/**
 * Random commands on the resources of a few customers, which end now and then with all that they own: usernames and
 * numbers are wanted by several of them, tag names within each, flows and tags are referred to, and anything may be
 * deleted. Many are refused, for each reason that there is. Not thread-safe.
 */
final class ResourceCommands {

    private static final int OWNERS = 20;
    private static final int MOST_SHARED = 30;
    private static final int TAG_NAMES = 6;

    private final Random random;
    private final List<Owner> owners = new ArrayList<>();

    ResourceCommands(Random random) {
        this.random = random;
    }

    /** A customer with what it may own, as far as the commands were not refused. */
    private record Owner(
            UUID id, List<UUID> agents, List<UUID> numbers, List<UUID> flows, List<UUID> queues, List<UUID> tags) {

        static Owner create() {
            return new Owner(
                    UUID.randomUUID(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    Command next() {
        if (owners.size() < OWNERS) {
            Owner owner = Owner.create();
            owners.add(owner);
            return UpstreamCommands.creation(owner.id, owner.id + "@load.example");
        }
        int place = random.nextInt(OWNERS);
        int dice = random.nextInt(100);
        if (dice < 3) {
            return UpstreamCommands.deletion(owners.remove(place).id);
        }
        Owner owner = owners.get(place);
        if (dice < 70) {
            return creation(owner, dice);
        }
        if (dice < 80) {
            return random.nextBoolean() ? tagging(owner) : newPassword(owner);
        }
        return deletion(owner);
    }

    private Command creation(Owner owner, int dice) {
        if (dice < 22) {
            return kept(
                    Resource.Type.AGENT,
                    owner.agents,
                    UpstreamCommands.newAgent(owner.id, "shared-" + random.nextInt(MOST_SHARED) + "@agents.example"));
        }
        if (dice < 36) {
            return kept(
                    Resource.Type.NUMBER,
                    owner.numbers,
                    UpstreamCommands.command(owner.id)
                            .setCreateNumber(CreateNumber.newBuilder()
                                    .setNumber("+8991000000" + (10 + random.nextInt(MOST_SHARED)))
                                    .setType("virtual")
                                    .setCallFlowId(anyFlow(owner))
                                    .setMessageFlowId(anyFlow(owner))
                                    .build())
                            .build());
        }
        if (dice < 48) {
            return kept(
                    Resource.Type.FLOW,
                    owner.flows,
                    UpstreamCommands.command(owner.id)
                            .setCreateFlow(CreateFlow.newBuilder()
                                    .setOnCompleteFlowId(anyFlow(owner))
                                    .build())
                            .build());
        }
        if (dice < 58) {
            return kept(
                    Resource.Type.QUEUE,
                    owner.queues,
                    UpstreamCommands.command(owner.id)
                            .setCreateQueue(CreateQueue.newBuilder()
                                    .setTagIds(anyTags(owner))
                                    .setWaitFlowId(anyFlow(owner))
                                    .build())
                            .build());
        }
        return kept(
                Resource.Type.TAG, owner.tags, UpstreamCommands.newTag(owner.id, "tag " + random.nextInt(TAG_NAMES)));
    }

    private Command tagging(Owner owner) {
        return UpstreamCommands.command(owner.id)
                .setUpdateAgentTagIds(new UpdateAgentTagIds(any(owner.agents), anyTags(owner)))
                .build();
    }

    private Command newPassword(Owner owner) {
        return UpstreamCommands.command(owner.id)
                .setUpdateAgentPassword(new UpdateAgentPassword(
                        any(owner.agents),
                        ServiceCommands.PASSWORD_HASH.replace(
                                "c2FsdHNhbHRzYWx0", "c2FsdHNhbHRzYWx" + random.nextInt(10))))
                .build();
    }

    private Command deletion(Owner owner) {
        return switch (random.nextInt(5)) {
            case 0 ->
                UpstreamCommands.command(owner.id)
                        .setDeleteAgent(new DeleteAgent(taken(owner.agents)))
                        .build();
            case 1 ->
                UpstreamCommands.command(owner.id)
                        .setDeleteNumber(new DeleteNumber(taken(owner.numbers)))
                        .build();
            case 2 ->
                UpstreamCommands.command(owner.id)
                        .setDeleteFlow(new DeleteFlow(taken(owner.flows)))
                        .build();
            case 3 ->
                UpstreamCommands.command(owner.id)
                        .setDeleteQueue(new DeleteQueue(taken(owner.queues)))
                        .build();
            default ->
                UpstreamCommands.command(owner.id)
                        .setDeleteTag(new DeleteTag(taken(owner.tags)))
                        .build();
        };
    }

    private static Command kept(Resource.Type type, List<UUID> known, Command creation) {
        known.add(UpstreamCommands.idOfNew(type, creation));
        return creation;
    }

    /** One that may have been refused or deleted since; or one that nobody knows. */
    private UUID any(List<UUID> known) {
        return known.isEmpty() ? UUID.randomUUID() : known.get(random.nextInt(known.size()));
    }

    private UUID taken(List<UUID> known) {
        return known.isEmpty() ? UUID.randomUUID() : known.remove(random.nextInt(known.size()));
    }

    private String anyFlow(Owner owner) {
        return owner.flows.isEmpty() ? "" : any(owner.flows).toString();
    }

    private List<String> anyTags(Owner owner) {
        return owner.tags.isEmpty()
                ? List.of()
                : Stream.generate(() -> any(owner.tags).toString())
                        .limit(random.nextInt(3))
                        .toList();
    }
}
