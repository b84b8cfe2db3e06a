@NullMarked
package net.voipbin.provisioning.sandbox.part;

import org.jspecify.annotations.NullMarked;
