package net.voipbin.provisioning.sandbox.breach.other;

import net.voipbin.provisioning.sandbox.breach.one.Cycle;

/** Planted: the one package depends on this one. */
public record Back(Cycle cycle) {}
