package net.voipbin.provisioning.topic;

import java.util.Map;

/**
 * What {@link TopicApplier} did about a topic.
 *
 * @param altered the settings that an existing topic had otherwise, with their new values; empty for a created one
 */
public record AppliedTopic(String topic, boolean created, Map<String, String> altered) {

    public AppliedTopic {
        altered = Map.copyOf(altered);
    }

    /** The topic was as the catalogue says. */
    public boolean unchanged() {
        return !created && altered.isEmpty();
    }
}
