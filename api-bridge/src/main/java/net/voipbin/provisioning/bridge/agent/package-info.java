/** The agent's routes, queries and JSON. */
@NullMarked
package net.voipbin.provisioning.bridge.agent;

import org.jspecify.annotations.NullMarked;
