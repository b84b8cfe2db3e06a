package net.voipbin.provisioning.breach.bridge.tag;

import io.helidon.webserver.WebServer;

/** Breaches the rule that only the server knows the HTTP server. */
record HttpServerInTheTags(WebServer server) {}
