/** A file of sample commands, published as an upstream service would. */
@NullMarked
package net.voipbin.provisioning.sandbox.sample;

import org.jspecify.annotations.NullMarked;
