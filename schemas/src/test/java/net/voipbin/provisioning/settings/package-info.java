@NullMarked
package net.voipbin.provisioning.settings;

import org.jspecify.annotations.NullMarked;
