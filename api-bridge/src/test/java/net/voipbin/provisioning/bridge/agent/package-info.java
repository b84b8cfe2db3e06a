@NullMarked
package net.voipbin.provisioning.bridge.agent;

import org.jspecify.annotations.NullMarked;
