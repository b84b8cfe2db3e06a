/** Forms of texts: what an address, an id, a time or JSON looks like. Knows nothing of the domain. */
@NullMarked
package net.voipbin.provisioning.domain.text;

import org.jspecify.annotations.NullMarked;
