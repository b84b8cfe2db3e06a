/**
 * The rules of the product, pure: no Kafka, no SQL, no HTTP, no Avro. This package is the kernel, which holds the
 * resources with their values and what decides about every command: {@code Decider}, {@code Access}, {@code Authority},
 * {@code Invariants}. Below it, one package for each type of resource holds the commands on it, each with its rule in
 * the record that is named after it; {@code text} holds the forms of texts. Packages of commands depend on the kernel,
 * the kernel depends on {@code text}, and nothing depends the other way.
 */
@NullMarked
package net.voipbin.provisioning.domain;

import org.jspecify.annotations.NullMarked;
