/** What an operator sets, read from environment variables, and the timeouts that several parts must agree on. */
@NullMarked
package net.voipbin.provisioning.configuration;

import org.jspecify.annotations.NullMarked;
