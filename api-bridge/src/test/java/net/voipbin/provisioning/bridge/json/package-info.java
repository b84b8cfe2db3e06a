@NullMarked
package net.voipbin.provisioning.bridge.json;

import org.jspecify.annotations.NullMarked;
