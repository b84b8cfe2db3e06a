/** What happens once may pass; what happens again and again does not. */
@NullMarked
package net.voipbin.provisioning.recurrence;

import org.jspecify.annotations.NullMarked;
