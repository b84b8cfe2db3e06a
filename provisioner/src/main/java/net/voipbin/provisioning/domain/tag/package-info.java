/** The commands on tags. */
@NullMarked
package net.voipbin.provisioning.domain.tag;

import org.jspecify.annotations.NullMarked;
