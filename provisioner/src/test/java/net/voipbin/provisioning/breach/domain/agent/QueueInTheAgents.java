package net.voipbin.provisioning.breach.domain.agent;

import net.voipbin.provisioning.domain.queue.CreateQueue;

/** Planted: commands on agents may not know those on queues. */
record QueueInTheAgents(CreateQueue forbidden) {}
