package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One resource's part in a change: what happened, and the whole resource before and after it. Here alone a resource gets
 * its next revision: what happens to one resource in one change is one version. Immutable.
 *
 * @param before empty where it comes into being
 */
public record Change(Happening happening, Optional<Resource> before, Resource after) {

    public static Change created(Resource resource) {
        return new Change(Happening.CREATED, Optional.empty(), resource);
    }

    /** A live resource has another state from this time on. */
    public static Change updated(Resource before, Resource after, Instant time) {
        return of(Happening.UPDATED, before, after, time);
    }

    /** A resource ends at this time, and keeps its last state. */
    public static Change deleted(Resource before, Resource after, Instant time) {
        return ended(Happening.DELETED, before, after, time);
    }

    /** Something else than an update happens to a live resource at this time. */
    public static Change of(Happening happening, Resource before, Resource after, Instant time) {
        return new Change(
                happening,
                Optional.of(before),
                after.withRevision(before.revision().updated(time)));
    }

    /** A resource ends at this time in another way than by deletion, and keeps its last state. */
    public static Change ended(Happening happening, Resource before, Resource after, Instant time) {
        return new Change(
                happening,
                Optional.of(before),
                after.withRevision(before.revision().deleted(time)));
    }

    /** The name of the event that consumers know. */
    public String eventType() {
        return after.type().published() + "_" + happening.published();
    }

    /** What the live resource has after the change and had not before. */
    public <T> List<T> gained(Function<Resource, List<T>> property) {
        return minus(ofLive(Optional.of(after), property), ofLive(before, property));
    }

    /** What the live resource had before the change and has no more. */
    public <T> List<T> lost(Function<Resource, List<T>> property) {
        return minus(ofLive(before, property), ofLive(Optional.of(after), property));
    }

    private static <T> List<T> ofLive(Optional<Resource> resource, Function<Resource, List<T>> property) {
        return resource.filter(Resource::live).map(property).orElse(List.of());
    }

    private static <T> List<T> minus(List<T> some, List<T> others) {
        Set<T> left = new HashSet<>(others);
        return some.stream().filter(value -> !left.contains(value)).toList();
    }
}
