@NullMarked
package net.voipbin.provisioning.bridge;

import org.jspecify.annotations.NullMarked;
