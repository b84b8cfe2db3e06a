package net.voipbin.provisioning.breach.translation;

import net.voipbin.provisioning.operations.Preparation;

/** Planted: only the main class may know operations. */
record OperationsInTheTranslation(Preparation forbidden) {}
