/** The whole system on one machine, on real parts: broker, registry and PostgreSQL as child processes, loopback only. */
@NullMarked
package net.voipbin.provisioning.sandbox;

import org.jspecify.annotations.NullMarked;
