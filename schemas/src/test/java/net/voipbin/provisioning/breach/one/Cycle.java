package net.voipbin.provisioning.breach.one;

import net.voipbin.provisioning.breach.other.Back;

/** Planted: the other package depends on this one. */
public record Cycle(Back back) {}
