/** Between the contract's Avro records and the domain's. */
@NullMarked
package net.voipbin.provisioning.translation;

import org.jspecify.annotations.NullMarked;
