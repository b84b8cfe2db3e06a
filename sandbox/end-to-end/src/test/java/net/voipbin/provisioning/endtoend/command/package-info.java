/** Commands on the topic, over real parts. */
@NullMarked
package net.voipbin.provisioning.endtoend.command;

import org.jspecify.annotations.NullMarked;
