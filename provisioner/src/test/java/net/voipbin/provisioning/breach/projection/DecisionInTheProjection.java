package net.voipbin.provisioning.breach.projection;

import net.voipbin.provisioning.domain.Decider;

/** Planted: the projection may not know the domain. */
record DecisionInTheProjection(Decider forbidden) {}
