@NullMarked
package net.voipbin.provisioning.bridge.documentation;

import org.jspecify.annotations.NullMarked;
