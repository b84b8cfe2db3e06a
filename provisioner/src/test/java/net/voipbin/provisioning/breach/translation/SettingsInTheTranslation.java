package net.voipbin.provisioning.breach.translation;

import net.voipbin.provisioning.operations.ProvisionerSettings;

/** Planted: only the main class may know operations. */
record SettingsInTheTranslation(ProvisionerSettings forbidden) {}
