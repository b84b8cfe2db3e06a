/** The provisioner's program. */
@NullMarked
package net.voipbin.provisioning;

import org.jspecify.annotations.NullMarked;
