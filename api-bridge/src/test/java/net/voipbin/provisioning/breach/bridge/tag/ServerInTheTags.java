package net.voipbin.provisioning.breach.bridge.tag;

import net.voipbin.provisioning.bridge.server.ApiServer;

/** Breaches the rule that nothing but the main package depends on the server. */
record ServerInTheTags(ApiServer server) {}
