/**
 * The rules of the product, pure: no Kafka, no SQL, no HTTP, no Avro. Each command's rule stands in the record named
 * after it. One package, because outside of a named module Java lets a sealed type be implemented in its own package
 * only, and the compiler is to find every place that a new command or resource touches.
 */
@NullMarked
package net.voipbin.provisioning.domain;

import org.jspecify.annotations.NullMarked;
