/** The whole system, started with one command. */
@NullMarked
package net.voipbin.provisioning.sandbox.quickstart;

import org.jspecify.annotations.NullMarked;
