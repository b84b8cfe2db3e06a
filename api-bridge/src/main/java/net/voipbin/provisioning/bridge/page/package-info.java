/** Lists in pages, stable under inserts. */
@NullMarked
package net.voipbin.provisioning.bridge.page;

import org.jspecify.annotations.NullMarked;
