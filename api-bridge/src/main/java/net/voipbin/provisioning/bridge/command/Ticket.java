package net.voipbin.provisioning.bridge.command;

import java.util.UUID;

/**
 * The id that a command will have.
 *
 * @param repeatable whether the caller's idempotency key made it, so that it may have been decided already
 */
public record Ticket(UUID commandId, boolean repeatable) {}
