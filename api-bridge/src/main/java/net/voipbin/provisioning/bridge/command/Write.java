package net.voipbin.provisioning.bridge.command;

import java.util.UUID;

/**
 * One request that changes something, on its way to an outcome. Immutable.
 *
 * @param commandId the id that its command will have
 * @param repeatable whether the caller's idempotency key made that id, so that it may have been decided already
 * @param issuer for whom the command is published
 * @param fingerprint tells the request from another one with the same key
 * @param asynchronous whether the caller prefers not to wait for the outcome
 * @param deadline when the caller must have its answer, by {@link System#nanoTime()}; looking up, publishing and answering
 *     take their parts of the time until then
 */
public record Write(
        UUID commandId,
        boolean repeatable,
        Issuer issuer,
        StoredResult.Bytes fingerprint,
        boolean asynchronous,
        long deadline) {

    /** The path at which the outcome is, or will be, found. */
    String location() {
        return CommandIds.PATH + commandId;
    }
}
