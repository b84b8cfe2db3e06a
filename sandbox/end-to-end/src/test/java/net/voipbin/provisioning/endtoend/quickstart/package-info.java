/** The quickstart, as a newcomer meets it. */
@NullMarked
package net.voipbin.provisioning.endtoend.quickstart;

import org.jspecify.annotations.NullMarked;
