package net.voipbin.provisioning.breach.domain;

import net.voipbin.provisioning.domain.tag.CreateTag;

/** Planted: the kernel may not know a command. */
record CommandInTheKernel(CreateTag forbidden) {}
