/** The billing account's routes, queries and JSON. */
@NullMarked
package net.voipbin.provisioning.bridge.billing;

import org.jspecify.annotations.NullMarked;
