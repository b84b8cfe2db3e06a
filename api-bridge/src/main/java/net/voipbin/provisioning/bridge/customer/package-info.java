/** The customer's routes, queries and JSON. */
@NullMarked
package net.voipbin.provisioning.bridge.customer;

import org.jspecify.annotations.NullMarked;
