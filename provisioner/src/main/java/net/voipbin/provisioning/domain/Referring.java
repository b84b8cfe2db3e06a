package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.UUID;

/** A resource that may refer to others. */
public sealed interface Referring extends Resource permits Agent, Number, Flow, Queue {

    /** Its next revision, in which nothing refers to this id any more. */
    Resource without(UUID referred, Instant time);
}
