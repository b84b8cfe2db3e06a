@NullMarked
package net.voipbin.provisioning.bridge.database;

import org.jspecify.annotations.NullMarked;
