/**
 * What the provisioner and the bridge must agree on and no schema says: each figure stands here once. Pure: knows
 * neither Avro nor Kafka, so that the domain may use it.
 */
@NullMarked
package net.voipbin.provisioning.vocabulary;

import org.jspecify.annotations.NullMarked;
