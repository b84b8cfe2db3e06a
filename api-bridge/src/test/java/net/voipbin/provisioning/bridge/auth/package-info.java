@NullMarked
package net.voipbin.provisioning.bridge.auth;

import org.jspecify.annotations.NullMarked;
