package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is to happen in a call or with a message. Immutable. */
public record Flow(UUID id, UUID customerId, Revision revision, Profile profile) implements Referring {

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

    /**
     * The fields that an update may change; all others are locked. Immutable.
     *
     * @param onCompleteFlowId the flow that follows; empty for none
     */
    public record Profile(String name, String detail, List<Action> actions, Optional<UUID> onCompleteFlowId) {
        public Profile {
            actions = List.copyOf(actions);
        }
    }

    @Override
    public List<Reference> references() {
        return profile.onCompleteFlowId().map(flow -> new Reference(Type.FLOW, flow, "on_complete_flow_id")).stream()
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

    @Override
    public Flow withRevision(Revision other) {
        return new Flow(id, customerId, other, profile);
    }

    public Flow with(Profile changed) {
        return new Flow(id, customerId, revision, changed);
    }

    @Override
    public Flow without(UUID referred) {
        return with(new Profile(
                profile.name(),
                profile.detail(),
                profile.actions(),
                profile.onCompleteFlowId().filter(flow -> !flow.equals(referred))));
    }

    @Override
    public Flow ended() {
        return with(new Profile("", "", List.of(), Optional.empty()));
    }
}
