package net.voipbin.provisioning.breach.bridge.tag;

import net.voipbin.provisioning.bridge.login.LoginRoutes;

/** Breaches the rule that a resource's routes know no routes of another kind. */
record LoginInTheTags(LoginRoutes routes) {}
