/**
 * How fast the product is, beside the limits of what it is made of and of what would be built in its place, all measured
 * on the same machine in the same run.
 */
@NullMarked
package net.voipbin.provisioning.sandbox.benchmark;

import org.jspecify.annotations.NullMarked;
