/** The flow's routes and JSON. */
@NullMarked
package net.voipbin.provisioning.bridge.flow;

import org.jspecify.annotations.NullMarked;
