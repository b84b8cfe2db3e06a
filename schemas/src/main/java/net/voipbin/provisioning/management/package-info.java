/** The port for those who run a program: health and metrics. */
@NullMarked
package net.voipbin.provisioning.management;

import org.jspecify.annotations.NullMarked;
