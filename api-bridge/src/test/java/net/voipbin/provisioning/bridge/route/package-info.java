@NullMarked
package net.voipbin.provisioning.bridge.route;

import org.jspecify.annotations.NullMarked;
