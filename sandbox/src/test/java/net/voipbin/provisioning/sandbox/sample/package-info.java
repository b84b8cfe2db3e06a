@NullMarked
package net.voipbin.provisioning.sandbox.sample;

import org.jspecify.annotations.NullMarked;
