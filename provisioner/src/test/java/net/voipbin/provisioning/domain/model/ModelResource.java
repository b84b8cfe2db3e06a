package net.voipbin.provisioning.domain.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Resource;

/** A resource as the rules' model knows it: its fields by JSON name, and its revision. Mutable, not thread-safe. */
final class ModelResource {

    private final Resource.Type type;
    private final UUID id;
    private final UUID customerId;
    private final Instant tmCreate;
    private final Map<String, Object> fields;
    private long version = 1;
    private Optional<Instant> tmUpdate = Optional.empty();
    private boolean live = true;

    ModelResource(Resource.Type type, UUID id, UUID customerId, Instant tmCreate, Map<String, Object> fields) {
        this.type = type;
        this.id = id;
        this.customerId = customerId;
        this.tmCreate = tmCreate;
        this.fields = new HashMap<>(fields);
    }

    Resource.Type type() {
        return type;
    }

    UUID id() {
        return id;
    }

    UUID customerId() {
        return customerId;
    }

    Instant tmCreate() {
        return tmCreate;
    }

    long version() {
        return version;
    }

    boolean live() {
        return live;
    }

    Object field(String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow();
    }

    String text(String name) {
        return (String) field(name);
    }

    long count(String name) {
        return (Long) field(name);
    }

    /** Whether the update would give one of the fields another value. */
    boolean differs(Map<String, ?> named) {
        return named.entrySet().stream()
                .anyMatch(entry -> !field(entry.getKey()).equals(entry.getValue()));
    }

    /** A change at this time, whatever its fields say. */
    void change(Map<String, ?> named, Instant time) {
        fields.putAll(named);
        version++;
        tmUpdate = Optional.of(time);
    }

    void end(Map<String, ?> erased, Instant time) {
        change(erased, time);
        live = false;
    }

    /** All that can be compared with the real one. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new HashMap<>();
        if (live || type == Resource.Type.CUSTOMER) {
            facts.putAll(fields);
        }
        facts.put("version", version);
        facts.put("tm_create", tmCreate);
        facts.put("tm_update", tmUpdate);
        facts.put("live", live);
        return facts;
    }
}
