@NullMarked
package net.voipbin.provisioning.bridge.limit;

import org.jspecify.annotations.NullMarked;
