/** The commands on access keys. */
@NullMarked
package net.voipbin.provisioning.domain.accesskey;

import org.jspecify.annotations.NullMarked;
