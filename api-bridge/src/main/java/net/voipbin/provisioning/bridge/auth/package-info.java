/** Who calls, and what the caller may do. */
@NullMarked
package net.voipbin.provisioning.bridge.auth;

import org.jspecify.annotations.NullMarked;
