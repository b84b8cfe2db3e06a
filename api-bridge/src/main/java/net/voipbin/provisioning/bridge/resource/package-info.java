/** What all types of resources have in common: read, listed, created, changed. */
@NullMarked
package net.voipbin.provisioning.bridge.resource;

import org.jspecify.annotations.NullMarked;
