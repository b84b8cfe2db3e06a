/** The queue's routes and JSON. */
@NullMarked
package net.voipbin.provisioning.bridge.queue;

import org.jspecify.annotations.NullMarked;
