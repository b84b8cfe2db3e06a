@NullMarked
package net.voipbin.provisioning.bridge.outcome;

import org.jspecify.annotations.NullMarked;
