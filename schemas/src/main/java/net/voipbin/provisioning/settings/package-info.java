/** A program's settings, read from environment variables. */
@NullMarked
package net.voipbin.provisioning.settings;

import org.jspecify.annotations.NullMarked;
