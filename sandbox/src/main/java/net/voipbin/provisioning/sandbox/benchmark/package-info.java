@NullMarked
package net.voipbin.provisioning.sandbox.benchmark;

import org.jspecify.annotations.NullMarked;
