package net.voipbin.provisioning.domain;

import java.time.Instant;

/** Resources as the revision that follows on their present one: what a test expects after a change. */
public final class Revisions {

    private Revisions() {}

    /** The resource as the next revision, which begins at this time. */
    public static <R extends Resource> R updated(R resource, Instant time) {
        return as(resource, resource.revision().updated(time));
    }

    /** The resource as its last revision, which ends it at this time. */
    public static <R extends Resource> R deleted(R resource, Instant time) {
        return as(resource, resource.revision().deleted(time));
    }

    @SuppressWarnings("unchecked")
    private static <R extends Resource> R as(R resource, Revision revision) {
        return (R) resource.withRevision(revision);
    }
}
