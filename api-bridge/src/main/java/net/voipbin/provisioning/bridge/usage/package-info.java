/** What a customer uses of what its plan allows. */
@NullMarked
package net.voipbin.provisioning.bridge.usage;

import org.jspecify.annotations.NullMarked;
