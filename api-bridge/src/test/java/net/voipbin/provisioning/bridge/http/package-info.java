@NullMarked
package net.voipbin.provisioning.bridge.http;

import org.jspecify.annotations.NullMarked;
