/** The REST API, over real parts. */
@NullMarked
package net.voipbin.provisioning.endtoend.rest;

import org.jspecify.annotations.NullMarked;
