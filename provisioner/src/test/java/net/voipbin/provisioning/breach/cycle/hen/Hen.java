package net.voipbin.provisioning.breach.cycle.hen;

import net.voipbin.provisioning.breach.cycle.egg.Egg;

/** Planted: two packages may not depend on each other. */
public record Hen(Egg laid) {}
