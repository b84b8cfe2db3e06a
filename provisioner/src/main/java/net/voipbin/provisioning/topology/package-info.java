/** The Kafka Streams application: commands in; events, results, dead letters and claims out, in one transaction. */
@NullMarked
package net.voipbin.provisioning.topology;

import org.jspecify.annotations.NullMarked;
