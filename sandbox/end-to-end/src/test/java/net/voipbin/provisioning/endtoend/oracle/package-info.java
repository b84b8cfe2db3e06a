/** Judges: each holds what was written down against what was promised. */
@NullMarked
package net.voipbin.provisioning.endtoend.oracle;

import org.jspecify.annotations.NullMarked;
