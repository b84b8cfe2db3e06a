package net.voipbin.provisioning.breach.topology;

import net.voipbin.provisioning.projection.Projection;

/** Planted: the topology may not know the read model. */
record ProjectionInTheTopology(Projection forbidden) {}
