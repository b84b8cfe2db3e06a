package net.voipbin.provisioning.domain.model;

import static net.voipbin.provisioning.domain.Resource.Type.ACCESSKEY;
import static net.voipbin.provisioning.domain.Resource.Type.AGENT;
import static net.voipbin.provisioning.domain.Resource.Type.QUEUE;
import static net.voipbin.provisioning.domain.Resource.Type.TAG;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Reason;
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
import net.voipbin.provisioning.domain.tag.CreateTag;
import net.voipbin.provisioning.domain.tag.DeleteTag;
import net.voipbin.provisioning.domain.tag.UpdateTag;
import net.voipbin.provisioning.domain.text.DerivedId;

/** The rules of agents, tags and access keys. */
final class StaffModel {

    private final ModelWorld world;
    private final ModelAccess access;

    StaffModel(ModelWorld world, ModelAccess access) {
        this.world = world;
        this.access = access;
    }

    /** Whether something changed; empty where the command is none of these. */
    Optional<Boolean> applied(Command command, Instant time) {
        return switch (command.request()) {
            case CreateAgent create -> Optional.of(created(command, create, time));
            case UpdateAgent update -> Optional.of(updated(command, update, time));
            case UpdateAgentAddresses update -> Optional.of(addressed(command, update, time));
            case UpdateAgentTagIds update -> Optional.of(tagged(command, update, time));
            case UpdateAgentStatus update -> Optional.of(present(command, update, time));
            case UpdateAgentPermission update -> Optional.of(permitted(command, update, time));
            case UpdateAgentPassword update -> Optional.of(secured(command, update, time));
            case DeleteAgent delete -> Optional.of(deleted(command, delete, time));
            case CreateTag create -> Optional.of(created(command, create, time));
            case UpdateTag update -> Optional.of(updated(command, update, time));
            case DeleteTag delete -> Optional.of(deleted(command, delete, time));
            case CreateAccessKey create -> Optional.of(created(command, create, time));
            case UpdateAccessKey update -> Optional.of(updated(command, update, time));
            case DeleteAccessKey delete -> {
                ModelResource key = access.to(command, ModelAccess.ADMIN, ACCESSKEY, delete.accessKeyId());
                world.end(key, Map.of(), time);
                yield Optional.of(true);
            }
            default -> Optional.empty();
        };
    }

    /** A new agent of the model; fields that the request does not name have their defaults. */
    static ModelResource agent(UUID id, UUID customerId, Instant time, Map<String, Object> named) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "detail",
                "",
                "ring_method",
                "ringall",
                "status",
                "offline",
                "tag_ids",
                List.of(),
                "addresses",
                List.of(),
                "guest",
                false));
        fields.putAll(named);
        return new ModelResource(AGENT, id, customerId, time, fields);
    }

    static void wellFormedUsername(String username) {
        Refused.unless(username.contains("@") && !username.endsWith(".invalid"), Reason.INVALID_USERNAME_FORMAT);
    }

    static void mayHaveUsername(ModelWorld world, String username, UUID agentId) {
        boolean taken =
                world.taken(AGENT, agentId, other -> other.text("username").equalsIgnoreCase(username));
        Refused.unless(!taken, Reason.AGENT_ALREADY_EXISTS);
    }

    private boolean created(Command command, CreateAgent create, Instant time) {
        access.toCreate(command, ModelAccess.STAFF);
        wellFormedUsername(create.username());
        ringMethod(create.ringMethod());
        create.permission().ifPresent(StaffModel::permission);
        List<UUID> tags = tagIds(create.tagIds());
        List<String> addresses = addresses(create.addresses());
        long permission =
                create.permission().map(Integer::longValue).orElseGet(() -> usualPermission(command.customerId()));
        access.mayGive(command, permission);
        UUID id = DerivedId.of(command.customerId(), "agent/" + command.commandId());
        Refused.unless(world.allLive(command.customerId(), TAG, tags), Reason.REFERENCE_INVALID);
        mayHaveAddresses(command.customerId(), id, addresses);
        Limits.more(world, command.customerId(), AGENT, Limits.AGENTS);
        mayHaveUsername(world, create.username(), id);
        world.make(agent(
                id,
                command.customerId(),
                time,
                Map.of(
                        "username", create.username(),
                        "name", create.name(),
                        "detail", create.detail(),
                        "ring_method", create.ringMethod(),
                        "permission", permission,
                        "tag_ids", tags,
                        "addresses", addresses)));
        return true;
    }

    private long usualPermission(UUID customerId) {
        Map<String, Long> bits = Map.of("customer_agent", 16L, "customer_admin", 32L, "customer_manager", 64L);
        List<?> names = (List<?>) world.customer(customerId).orElseThrow().field("permission_ids");
        return names.stream()
                .mapToLong(name -> bits.getOrDefault((String) name, 0L))
                .sum();
    }

    private boolean updated(Command command, UpdateAgent update, Instant time) {
        ModelResource agent = access.toAgent(command, update.agentId());
        update.ringMethod().ifPresent(StaffModel::ringMethod);
        ModelAccess.locked(agent, update.locked());
        Map<String, Object> named = named(update.name(), update.detail());
        update.ringMethod().ifPresent(value -> named.put("ring_method", value));
        return world.update(agent, named, time);
    }

    private boolean addressed(Command command, UpdateAgentAddresses update, Instant time) {
        ModelResource agent = access.toAgent(command, update.agentId());
        List<String> addresses = addresses(update.addresses());
        mayHaveAddresses(command.customerId(), agent.id(), addresses);
        return world.update(agent, Map.of("addresses", addresses), time);
    }

    private boolean tagged(Command command, UpdateAgentTagIds update, Instant time) {
        ModelResource agent = access.to(command, ModelAccess.STAFF, AGENT, update.agentId());
        List<UUID> tags = tagIds(update.tagIds());
        Refused.unless(world.allLive(command.customerId(), TAG, tags), Reason.REFERENCE_INVALID);
        return world.update(agent, Map.of("tag_ids", tags), time);
    }

    private boolean present(Command command, UpdateAgentStatus update, Instant time) {
        ModelResource agent = access.toAgent(command, update.agentId());
        Refused.unless(
                Set.of("available", "away", "busy", "offline", "ringing").contains(update.status()),
                Reason.INVALID_ARGUMENT);
        return world.update(agent, Map.of("status", update.status()), time);
    }

    private boolean permitted(Command command, UpdateAgentPermission update, Instant time) {
        ModelResource agent = access.to(command, ModelAccess.STAFF, AGENT, update.agentId());
        notTheGuest(agent);
        permission(update.permission());
        access.mayGive(command, agent.count("permission") | update.permission());
        return world.update(agent, Map.of("permission", (long) update.permission()), time);
    }

    private boolean secured(Command command, UpdateAgentPassword update, Instant time) {
        ModelResource agent = access.toAgent(command, update.agentId());
        notTheGuest(agent);
        if (!access.isItself(command, agent.id())) {
            access.mayGive(command, agent.count("permission"));
        }
        world.change(agent, Map.of(), time);
        return true;
    }

    private boolean deleted(Command command, DeleteAgent delete, Instant time) {
        ModelResource agent = access.to(command, ModelAccess.STAFF, AGENT, delete.agentId());
        notTheGuest(agent);
        access.mayGive(command, agent.count("permission"));
        world.end(agent, Map.of(), time);
        return true;
    }

    private boolean created(Command command, CreateTag create, Instant time) {
        access.toCreate(command, ModelAccess.STAFF);
        UUID id = DerivedId.of(command.customerId(), "tag/" + command.commandId());
        mayBeCalled(command.customerId(), id, create.name());
        Map<String, Object> fields = Map.of("name", create.name(), "detail", create.detail());
        world.make(new ModelResource(TAG, id, command.customerId(), time, fields));
        return true;
    }

    private boolean updated(Command command, UpdateTag update, Instant time) {
        ModelResource tag = access.to(command, ModelAccess.STAFF, TAG, update.tagId());
        Refused.unless(!update.name().equals(Optional.of("")), Reason.INVALID_ARGUMENT);
        ModelAccess.locked(tag, update.locked());
        update.name().ifPresent(name -> mayBeCalled(command.customerId(), tag.id(), name));
        return world.update(tag, named(update.name(), update.detail()), time);
    }

    private void mayBeCalled(UUID customerId, UUID tagId, String name) {
        Refused.unless(!name.isEmpty(), Reason.INVALID_ARGUMENT);
        boolean taken = world.live(customerId, TAG)
                .anyMatch(
                        other -> !other.id().equals(tagId) && other.text("name").equals(name));
        Refused.unless(!taken, Reason.TAG_ALREADY_EXISTS);
    }

    /** Agents and queues lose it. */
    private boolean deleted(Command command, DeleteTag delete, Instant time) {
        ModelResource tag = access.to(command, ModelAccess.STAFF, TAG, delete.tagId());
        world.end(tag, Map.of(), time);
        Stream.of(AGENT, QUEUE)
                .flatMap(type -> world.live(command.customerId(), type))
                .toList()
                .forEach(tagged -> {
                    List<?> rest = ((List<?>) tagged.field("tag_ids"))
                            .stream().filter(id -> !id.equals(tag.id())).toList();
                    world.update(tagged, Map.of("tag_ids", rest), time);
                });
        return true;
    }

    private boolean created(Command command, CreateAccessKey create, Instant time) {
        access.toCreate(command, ModelAccess.ADMIN);
        Refused.unless(create.expire() >= 86_400 && create.expire() <= 315_360_000, Reason.INVALID_ARGUMENT);
        UUID id = DerivedId.of(command.customerId(), "accesskey/" + command.commandId());
        Map<String, Object> fields = Map.of(
                "name", create.name(), "detail", create.detail(), "tm_expire", time.plusSeconds(create.expire()));
        world.make(new ModelResource(ACCESSKEY, id, command.customerId(), time, fields));
        return true;
    }

    private boolean updated(Command command, UpdateAccessKey update, Instant time) {
        ModelResource key = access.to(command, ModelAccess.ADMIN, ACCESSKEY, update.accessKeyId());
        ModelAccess.locked(key, update.locked());
        return world.update(key, named(update.name(), update.detail()), time);
    }

    static Map<String, Object> named(Optional<String> name, Optional<String> detail) {
        Map<String, Object> named = new HashMap<>();
        name.ifPresent(value -> named.put("name", value));
        detail.ifPresent(value -> named.put("detail", value));
        return named;
    }

    /** What is no id is no tag's. */
    static List<UUID> tagIds(List<String> named) {
        Refused.unless(named.stream().allMatch(text -> text.length() == 36), Reason.INVALID_TAG_IDS);
        return named.stream().map(UUID::fromString).distinct().toList();
    }

    private static void notTheGuest(ModelResource agent) {
        Refused.unless(agent.field("guest").equals(false), Reason.GUEST_AGENT_PROTECTED);
    }

    private static void ringMethod(String named) {
        Refused.unless(Set.of("ringall", "linear").contains(named), Reason.INVALID_RING_METHOD);
    }

    private static void permission(int mask) {
        Refused.unless((mask & ~(1 + 16 + 32 + 64)) == 0, Reason.INVALID_ARGUMENT);
    }

    private static List<String> addresses(List<NamedAddress> named) {
        Refused.unless(named.stream().noneMatch(address -> address.target().isEmpty()), Reason.INVALID_ARGUMENT);
        List<String> addresses = named.stream()
                .map(address -> address.type() + ":" + target(address))
                .toList();
        Set<String> different =
                new HashSet<>(addresses.stream().map(StaffModel::comparable).toList());
        Refused.unless(different.size() == addresses.size(), Reason.ADDRESS_ALREADY_ASSIGNED);
        return addresses;
    }

    /** Of a telephone number only a leading plus and the digits count. */
    private static String target(NamedAddress address) {
        return address.type().equals("tel") ? address.target().replaceAll("[ ()-]", "") : address.target();
    }

    private static String comparable(String address) {
        return address.startsWith("sip:") || address.startsWith("email:") ? address.toLowerCase(Locale.ROOT) : address;
    }

    private void mayHaveAddresses(UUID customerId, UUID agentId, List<String> addresses) {
        Set<String> wanted =
                new HashSet<>(addresses.stream().map(StaffModel::comparable).toList());
        boolean taken = world.live(customerId, AGENT)
                .filter(other -> !other.id().equals(agentId))
                .flatMap(other -> ((List<?>) other.field("addresses")).stream())
                .anyMatch(address -> wanted.contains(comparable((String) address)));
        Refused.unless(!taken, Reason.ADDRESS_ALREADY_ASSIGNED);
    }
}
