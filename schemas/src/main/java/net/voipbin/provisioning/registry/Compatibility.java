package net.voipbin.provisioning.registry;

/** What the registry asks of a new version of a subject's schema. */
public enum Compatibility {
    NONE,
    BACKWARD,
    BACKWARD_TRANSITIVE,
    FORWARD,
    FORWARD_TRANSITIVE,
    FULL,
    /** Every version can read what every other has written. */
    FULL_TRANSITIVE
}
