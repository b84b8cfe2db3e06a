/** What became of a command, for whoever sent it. */
@NullMarked
package net.voipbin.provisioning.bridge.outcome;

import org.jspecify.annotations.NullMarked;
