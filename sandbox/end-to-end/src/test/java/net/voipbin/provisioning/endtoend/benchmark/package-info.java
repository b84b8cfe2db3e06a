/** Parts of the benchmark, against real parts. */
@NullMarked
package net.voipbin.provisioning.endtoend.benchmark;

import org.jspecify.annotations.NullMarked;
