package net.voipbin.provisioning.breach.cycle.egg;

import java.util.Optional;
import net.voipbin.provisioning.breach.cycle.hen.Hen;

/** Planted: two packages may not depend on each other. */
public record Egg(Optional<Hen> hatched) {}
