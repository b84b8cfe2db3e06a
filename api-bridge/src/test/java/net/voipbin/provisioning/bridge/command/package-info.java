@NullMarked
package net.voipbin.provisioning.bridge.command;

import org.jspecify.annotations.NullMarked;
