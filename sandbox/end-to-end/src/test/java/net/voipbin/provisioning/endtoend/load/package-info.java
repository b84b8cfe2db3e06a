/** Commands to publish, sound and malformed. */
@NullMarked
package net.voipbin.provisioning.endtoend.load;

import org.jspecify.annotations.NullMarked;
