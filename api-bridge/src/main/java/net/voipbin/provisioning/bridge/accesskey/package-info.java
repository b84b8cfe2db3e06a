/** The access key's routes and JSON. */
@NullMarked
package net.voipbin.provisioning.bridge.accesskey;

import org.jspecify.annotations.NullMarked;
