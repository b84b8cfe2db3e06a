/** Health and metrics, on a port of their own. */
@NullMarked
package net.voipbin.provisioning.bridge.operations;

import org.jspecify.annotations.NullMarked;
