/** The tag's routes and JSON. */
@NullMarked
package net.voipbin.provisioning.bridge.tag;

import org.jspecify.annotations.NullMarked;
