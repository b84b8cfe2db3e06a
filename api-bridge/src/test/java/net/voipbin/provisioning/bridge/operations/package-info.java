@NullMarked
package net.voipbin.provisioning.bridge.operations;

import org.jspecify.annotations.NullMarked;
