/** The read model: events and results, folded into PostgreSQL exactly once. */
@NullMarked
package net.voipbin.provisioning.projection;

import org.jspecify.annotations.NullMarked;
