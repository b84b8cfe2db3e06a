/** Faults under load, and the verdict on them. */
@NullMarked
package net.voipbin.provisioning.endtoend.torture;

import org.jspecify.annotations.NullMarked;
