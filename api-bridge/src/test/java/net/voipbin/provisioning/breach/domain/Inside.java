package net.voipbin.provisioning.breach.domain;

/** Stands in for the provisioner's inside, which the bridge's tests don't have. */
public interface Inside {}
