@NullMarked
package net.voipbin.provisioning.sandbox;

import org.jspecify.annotations.NullMarked;
