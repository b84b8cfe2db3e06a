@NullMarked
package net.voipbin.provisioning.bridge.billing;

import org.jspecify.annotations.NullMarked;
