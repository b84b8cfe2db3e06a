package net.voipbin.provisioning.breach.domain.number;

import net.voipbin.provisioning.domain.billing.AddBalance;

/** Planted: commands on numbers may know nothing of billing but the movements of credit. */
record BalanceInTheNumbers(AddBalance forbidden) {}
