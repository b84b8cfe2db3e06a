/** The commands on a customer itself: its birth, its profile, its life and its end. */
@NullMarked
package net.voipbin.provisioning.domain.customer;

import org.jspecify.annotations.NullMarked;
