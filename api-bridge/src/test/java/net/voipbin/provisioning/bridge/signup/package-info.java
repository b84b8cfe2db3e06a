@NullMarked
package net.voipbin.provisioning.bridge.signup;

import org.jspecify.annotations.NullMarked;
