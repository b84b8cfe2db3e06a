/** What the tests run on: parts and programs, and how they are reached and disturbed. */
@NullMarked
package net.voipbin.provisioning.endtoend.bed;

import org.jspecify.annotations.NullMarked;
