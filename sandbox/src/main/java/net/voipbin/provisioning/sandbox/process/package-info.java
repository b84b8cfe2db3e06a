/** Programs as child processes: how they are started, watched and stopped. */
@NullMarked
package net.voipbin.provisioning.sandbox.process;

import org.jspecify.annotations.NullMarked;
