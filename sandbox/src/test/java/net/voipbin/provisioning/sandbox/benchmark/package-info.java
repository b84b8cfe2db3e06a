/** Tests of what the benchmark measures with. */
@NullMarked
package net.voipbin.provisioning.sandbox.benchmark;

import org.jspecify.annotations.NullMarked;
