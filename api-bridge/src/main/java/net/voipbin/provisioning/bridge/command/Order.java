package net.voipbin.provisioning.bridge.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.voipbin.provisioning.contract.Command;

/**
 * What a caller wants done.
 *
 * @param body the request's JSON: what tells it from another request
 * @param draft looks up and makes what is to be published, nothing where what it is about isn't there; asked only where
 *     the order was not decided before
 */
public record Order(Ticket ticket, JsonNode body, Supplier<Optional<Draft>> draft) {

    /**
     * What is published of an order.
     *
     * @param customerId whom it is about
     * @param expectedVersion the version that the resource must have
     * @param payload sets the command's one payload
     */
    public record Draft(UUID customerId, OptionalLong expectedVersion, Consumer<Command.Builder> payload) {}
}
