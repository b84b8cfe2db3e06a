@NullMarked
package net.voipbin.provisioning.bridge.resource;

import org.jspecify.annotations.NullMarked;
