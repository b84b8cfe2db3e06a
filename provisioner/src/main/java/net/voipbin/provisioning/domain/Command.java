package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What is asked, of which customer, by whom. Immutable.
 *
 * @param commandId names the command within its customer, for ever
 * @param expectedVersion the version that the command's resource must have
 * @param time when the publisher issued it
 */
public record Command(
        UUID commandId, UUID customerId, Actor actor, OptionalLong expectedVersion, Instant time, Request request) {}
