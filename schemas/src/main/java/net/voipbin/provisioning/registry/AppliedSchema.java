package net.voipbin.provisioning.registry;

/**
 * What {@link SchemaApplier} did about a subject.
 *
 * @param id the schema's id in the wire format
 * @param compatibilitySet whether the subject asked something else of new versions before, or nothing of its own
 * @param registered whether the subject did not have the schema before
 */
public record AppliedSchema(String subject, int id, boolean compatibilitySet, boolean registered) {

    /** The subject was as it should be. */
    public boolean unchanged() {
        return !compatibilitySet && !registered;
    }
}
