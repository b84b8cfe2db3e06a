package net.voipbin.provisioning.breach.bridge.tag;

import org.apache.kafka.clients.consumer.Consumer;

/** Breaches the rule that the bridge never consumes Kafka. */
record ConsumerInTheTags(Consumer<String, String> consumer) {}
