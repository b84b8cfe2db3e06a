/** What is kept of the customers of one partition: a class for each state store, and the keys of all of them. */
@NullMarked
package net.voipbin.provisioning.topology.store;

import org.jspecify.annotations.NullMarked;
