/** Verifying and rebuilding the read model, while it is served. */
@NullMarked
package net.voipbin.provisioning.maintenance;

import org.jspecify.annotations.NullMarked;
