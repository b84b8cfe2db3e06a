package net.voipbin.provisioning.domain.model;

import static net.voipbin.provisioning.domain.Resource.Type.AGENT;
import static net.voipbin.provisioning.domain.Resource.Type.BILLING_ACCOUNT;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Resource;

/** Everything that was ever made, of all customers, in the order of its making. Mutable, not thread-safe. */
final class ModelWorld {

    private final UUID platformId;
    private final Map<UUID, Map<UUID, ModelResource>> byCustomer = new LinkedHashMap<>();
    private final Map<UUID, Instant> lastChanges = new HashMap<>();

    ModelWorld(UUID platformId) {
        this.platformId = platformId;
    }

    UUID platformId() {
        return platformId;
    }

    Optional<ModelResource> customer(UUID customerId) {
        return Optional.ofNullable(ofCustomer(customerId).get(customerId));
    }

    ModelResource account(UUID customerId) {
        return all(customerId, BILLING_ACCOUNT).findFirst().orElseThrow();
    }

    /** Dead ones too. */
    Stream<ModelResource> all(UUID customerId, Resource.Type type) {
        return all(customerId).stream().filter(resource -> resource.type() == type);
    }

    /** Dead ones too. */
    Collection<ModelResource> all(UUID customerId) {
        return ofCustomer(customerId).values();
    }

    Stream<ModelResource> live(UUID customerId, Resource.Type type) {
        return all(customerId, type).filter(ModelResource::live);
    }

    /** The live resources of all customers. */
    Stream<ModelResource> live(Resource.Type type) {
        return byCustomer.keySet().stream().flatMap(id -> live(id, type));
    }

    Optional<ModelResource> find(UUID customerId, Resource.Type type, UUID id) {
        return Optional.ofNullable(ofCustomer(customerId).get(id))
                .filter(ModelResource::live)
                .filter(resource -> resource.type() == type);
    }

    /** Whether a live resource other than this one has such a value, of all customers. */
    boolean taken(Resource.Type type, UUID except, Predicate<ModelResource> value) {
        return live(type).anyMatch(resource -> !resource.id().equals(except) && value.test(resource));
    }

    /** Whether all these resources live and belong to the customer. */
    boolean allLive(UUID customerId, Resource.Type type, List<UUID> ids) {
        return ids.stream().allMatch(id -> find(customerId, type, id).isPresent());
    }

    void make(ModelResource resource) {
        byCustomer
                .computeIfAbsent(resource.customerId(), id -> new LinkedHashMap<>())
                .put(resource.id(), resource);
        changedAt(resource.customerId(), resource.tmCreate());
    }

    void change(ModelResource resource, Map<String, ?> named, Instant time) {
        resource.change(named, time);
        changedAt(resource.customerId(), time);
    }

    /** Changes the named fields; false where none of them would get another value. */
    boolean update(ModelResource resource, Map<String, ?> named, Instant time) {
        if (!resource.differs(named)) {
            return false;
        }
        change(resource, named, time);
        return true;
    }

    void end(ModelResource resource, Map<String, ?> erased, Instant time) {
        resource.end(erased, time);
        changedAt(resource.customerId(), time);
    }

    /** The command's time, not after its arrival and not before what was there already. */
    Instant timeOf(Command command, Instant received) {
        Instant latest = received.plusMillis(1);
        Instant earliest = received.minus(Duration.ofMinutes(10));
        Instant issued = command.time().isAfter(earliest) ? command.time() : earliest;
        Instant time = issued.isBefore(latest) ? issued : latest;
        Instant last = lastChanges.getOrDefault(command.customerId(), time);
        return last.isAfter(time) ? last : time;
    }

    /** The permission bits of who asks; empty where the customer has no such agent. */
    Optional<Long> bits(Command command) {
        return switch (command.actor()) {
            case Actor.Platform platform -> Optional.of(1L);
            case Actor.SuperAdmin superAdmin -> Optional.of(1L);
            case Actor.TenantAgent agent ->
                find(command.customerId(), AGENT, agent.agentId()).map(found -> found.count("permission"));
        };
    }

    boolean ofPlatform(Command command) {
        return bits(command).filter(bits -> (bits & 1) != 0).isPresent();
    }

    boolean isLive(UUID customerId) {
        return customer(customerId).filter(ModelResource::live).isPresent();
    }

    String status(UUID customerId) {
        return customer(customerId).map(found -> found.text("status")).orElse("unknown");
    }

    private Map<UUID, ModelResource> ofCustomer(UUID customerId) {
        return byCustomer.getOrDefault(customerId, Map.of());
    }

    private void changedAt(UUID customerId, Instant time) {
        lastChanges.put(customerId, time);
    }
}
