package net.voipbin.provisioning.sandbox.breach.one;

import net.voipbin.provisioning.sandbox.breach.other.Back;

/** Planted: the other package depends on this one. */
public record Cycle(Back back) {}
