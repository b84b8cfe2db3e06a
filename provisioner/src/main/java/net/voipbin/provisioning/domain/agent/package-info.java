/** The commands on agents. */
@NullMarked
package net.voipbin.provisioning.domain.agent;

import org.jspecify.annotations.NullMarked;
