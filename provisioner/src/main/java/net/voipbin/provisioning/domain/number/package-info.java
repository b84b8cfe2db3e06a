/** The commands on numbers. */
@NullMarked
package net.voipbin.provisioning.domain.number;

import org.jspecify.annotations.NullMarked;
