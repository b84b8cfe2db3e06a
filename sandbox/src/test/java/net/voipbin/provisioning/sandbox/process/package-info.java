@NullMarked
package net.voipbin.provisioning.sandbox.process;

import org.jspecify.annotations.NullMarked;
