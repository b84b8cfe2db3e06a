/** HTTP without a server: requests, the route table, answers, errors, conditional requests. */
@NullMarked
package net.voipbin.provisioning.bridge.http;

import org.jspecify.annotations.NullMarked;
