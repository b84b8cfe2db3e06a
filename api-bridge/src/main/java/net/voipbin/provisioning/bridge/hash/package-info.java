/** Values that only a holder of the bridges' common key can make. */
@NullMarked
package net.voipbin.provisioning.bridge.hash;

import org.jspecify.annotations.NullMarked;
