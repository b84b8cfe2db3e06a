package net.voipbin.provisioning.breach.domain;

import net.voipbin.provisioning.contract.ResourceEvent;

/** Planted: the domain may not know the contract. */
record EventInTheDomain(ResourceEvent forbidden) {}
