package net.voipbin.provisioning.domain.flow;

/**
 * One step of a flow as a request names it. Immutable.
 *
 * @param id empty, or the nil UUID, where it has none yet
 * @param nextId another step's {@code id}; empty, or the nil UUID, for the one behind it in the list
 * @param option JSON, or empty
 */
public record NamedFlowAction(String id, String nextId, String type, String option) {}
