package net.voipbin.provisioning.bridge.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import net.voipbin.provisioning.contract.Command;

/**
 * What a caller wants done.
 *
 * @param body the request's JSON: what tells it from another request
 * @param payload sets the command's one payload
 */
public record Order(
        Ticket ticket,
        UUID customerId,
        JsonNode body,
        OptionalLong expectedVersion,
        Consumer<Command.Builder> payload) {}
