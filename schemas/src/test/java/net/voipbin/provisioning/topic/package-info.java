@NullMarked
package net.voipbin.provisioning.topic;

import org.jspecify.annotations.NullMarked;
