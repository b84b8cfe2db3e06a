/** JSON as the API takes and compares it. */
@NullMarked
package net.voipbin.provisioning.bridge.json;

import org.jspecify.annotations.NullMarked;
