/** Health and metrics, on a port of their own. */
@NullMarked
package net.voipbin.provisioning.bridge.server;

import org.jspecify.annotations.NullMarked;
