/** The parts that the product stands on, for real: broker, registry and PostgreSQL, on loopback. */
@NullMarked
package net.voipbin.provisioning.sandbox.part;

import org.jspecify.annotations.NullMarked;
