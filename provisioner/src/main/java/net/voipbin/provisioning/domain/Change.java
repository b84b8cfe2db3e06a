package net.voipbin.provisioning.domain;

/** One resource's part in a change: what happened, and the whole resource after it. Immutable. */
public record Change(EventType type, Resource resource) {}
