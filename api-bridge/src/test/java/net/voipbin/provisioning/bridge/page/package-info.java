@NullMarked
package net.voipbin.provisioning.bridge.page;

import org.jspecify.annotations.NullMarked;
