/** Counts failures within a period: one may pass by itself, many in a row will not. */
@NullMarked
package net.voipbin.provisioning.recurrence;

import org.jspecify.annotations.NullMarked;
