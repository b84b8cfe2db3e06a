/** Routes: which there are, who may call them, and what a call is made of. */
@NullMarked
package net.voipbin.provisioning.bridge.route;

import org.jspecify.annotations.NullMarked;
