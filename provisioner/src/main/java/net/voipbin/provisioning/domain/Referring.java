package net.voipbin.provisioning.domain;

import java.util.UUID;

/** A resource that may refer to others. */
public sealed interface Referring extends Resource permits Agent, Number, Flow, Queue {

    /** The resource without any reference to this id. The revision stays. */
    Resource without(UUID referred);
}
