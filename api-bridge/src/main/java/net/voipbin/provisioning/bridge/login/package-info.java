/** How a credential is come by: login by password, and delegation to a guest agent. */
@NullMarked
package net.voipbin.provisioning.bridge.login;

import org.jspecify.annotations.NullMarked;
