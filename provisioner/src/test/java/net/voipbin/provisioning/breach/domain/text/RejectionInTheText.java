package net.voipbin.provisioning.breach.domain.text;

import net.voipbin.provisioning.domain.Rejection;

/** Planted: forms of texts may not know the kernel. */
record RejectionInTheText(Rejection forbidden) {}
