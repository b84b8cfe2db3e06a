package net.voipbin.provisioning.endtoend.breach.other;

import net.voipbin.provisioning.endtoend.breach.one.Cycle;

/** Planted: the one package depends on this one. */
public record Back(Cycle cycle) {}
