package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is to happen in a call or with a message. Immutable. */
public record Flow(
        UUID id,
        UUID customerId,
        Revision revision,
        String name,
        String detail,
        List<Action> actions,
        Optional<UUID> onCompleteFlowId)
        implements Referring {

    /** The only type there is. */
    public static final String TYPE = "flow";

    /**
     * One step. Immutable.
     *
     * @param nextId the step that follows; empty for the one behind it in the list
     * @param type a word of the catalogue of actions
     * @param option JSON, as it was given; {} where none was
     */
    public record Action(UUID id, Optional<UUID> nextId, String type, String option) {}

    public Flow {
        actions = List.copyOf(actions);
    }

    @Override
    public List<Reference> references() {
        return onCompleteFlowId.map(flow -> new Reference(Type.FLOW, flow, "on_complete_flow_id")).stream()
                .toList();
    }

    @Override
    public List<Quota> quotas() {
        return List.of(Quota.FLOWS);
    }

    @Override
    public Map<String, Locked> lockedFields() {
        return LockedFields.of(this, Map.of());
    }

    public Flow with(
            String newName, String newDetail, List<Action> newActions, Optional<UUID> newOnComplete, Instant time) {
        return new Flow(id, customerId, revision.updated(time), newName, newDetail, newActions, newOnComplete);
    }

    @Override
    public Flow without(UUID referred, Instant time) {
        return with(name, detail, actions, onCompleteFlowId.filter(flow -> !flow.equals(referred)), time);
    }

    public Flow deleted(Instant time) {
        return new Flow(id, customerId, revision.deleted(time), name, detail, actions, onCompleteFlowId);
    }

    @Override
    public Flow ended(Instant time) {
        return new Flow(id, customerId, revision.deleted(time), "", "", List.of(), Optional.empty());
    }
}
