@NullMarked
package net.voipbin.provisioning.bridge.server;

import org.jspecify.annotations.NullMarked;
