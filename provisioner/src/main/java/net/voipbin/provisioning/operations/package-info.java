/** Setting up and running the provisioner: preparation, the running whole, its management port. */
@NullMarked
package net.voipbin.provisioning.operations;

import org.jspecify.annotations.NullMarked;
