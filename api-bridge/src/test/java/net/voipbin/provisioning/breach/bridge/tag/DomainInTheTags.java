package net.voipbin.provisioning.breach.bridge.tag;

import net.voipbin.provisioning.breach.domain.Inside;

/** Breaches the rule that the bridge knows nothing of the provisioner's inside. */
record DomainInTheTags(Inside inside) {}
