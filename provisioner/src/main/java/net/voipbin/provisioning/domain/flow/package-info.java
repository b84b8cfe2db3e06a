/** The commands on flows. */
@NullMarked
package net.voipbin.provisioning.domain.flow;

import org.jspecify.annotations.NullMarked;
