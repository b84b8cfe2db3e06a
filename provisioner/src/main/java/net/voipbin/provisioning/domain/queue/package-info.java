/** The commands on queues. */
@NullMarked
package net.voipbin.provisioning.domain.queue;

import org.jspecify.annotations.NullMarked;
