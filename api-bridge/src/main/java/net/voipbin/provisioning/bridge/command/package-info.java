/** From a request to the provisioner's decision: command ids, publishing, waiting, remembered results. */
@NullMarked
package net.voipbin.provisioning.bridge.command;

import org.jspecify.annotations.NullMarked;
