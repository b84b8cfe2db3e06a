/** The number's routes and JSON. */
@NullMarked
package net.voipbin.provisioning.bridge.number;

import org.jspecify.annotations.NullMarked;
