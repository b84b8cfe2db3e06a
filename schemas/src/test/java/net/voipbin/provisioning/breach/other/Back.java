package net.voipbin.provisioning.breach.other;

import net.voipbin.provisioning.breach.one.Cycle;

/** Planted: the one package depends on this one. */
public record Back(Cycle cycle) {}
