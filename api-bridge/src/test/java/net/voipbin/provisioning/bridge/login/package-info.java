@NullMarked
package net.voipbin.provisioning.bridge.login;

import org.jspecify.annotations.NullMarked;
