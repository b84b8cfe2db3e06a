package net.voipbin.provisioning.breach.bridge.command;

import net.voipbin.provisioning.bridge.route.RouteTable;

/** Breaches the rule that what routes are made of knows no routes. */
record RouteInTheGateway(RouteTable routes) {}
