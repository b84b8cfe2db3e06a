/** The commands on a customer's billing account. */
@NullMarked
package net.voipbin.provisioning.domain.billing;

import org.jspecify.annotations.NullMarked;
