@NullMarked
package net.voipbin.provisioning.registry;

import org.jspecify.annotations.NullMarked;
