/** The contract's resources as values that a switch can tell apart. */
@NullMarked
package net.voipbin.provisioning.resource;

import org.jspecify.annotations.NullMarked;
