@NullMarked
package net.voipbin.provisioning.bridge.customer;

import org.jspecify.annotations.NullMarked;
