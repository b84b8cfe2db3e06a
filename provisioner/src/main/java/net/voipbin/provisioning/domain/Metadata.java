package net.voipbin.provisioning.domain;

/** Switches for support cases. Immutable. */
public record Metadata(boolean rtpDebug) {}
