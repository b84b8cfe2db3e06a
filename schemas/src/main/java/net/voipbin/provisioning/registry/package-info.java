/**
 * Avro records in the Confluent wire format, and the client of the Confluent Schema Registry REST protocol behind it.
 * Configured by the keys of Confluent's own serdes.
 */
@NullMarked
package net.voipbin.provisioning.registry;

import org.jspecify.annotations.NullMarked;
