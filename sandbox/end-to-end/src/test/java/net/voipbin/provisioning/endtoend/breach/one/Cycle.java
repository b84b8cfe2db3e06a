package net.voipbin.provisioning.endtoend.breach.one;

import net.voipbin.provisioning.endtoend.breach.other.Back;

/** Planted: the other package depends on this one. */
public record Cycle(Back back) {}
