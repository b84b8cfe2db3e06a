/** The API bridge: VoIPBIN's REST API over commands and the read model. */
@NullMarked
package net.voipbin.provisioning.bridge;

import org.jspecify.annotations.NullMarked;
