package net.voipbin.provisioning.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import net.voipbin.provisioning.topic.Topic;
import org.apache.avro.Schema;

/**
 * Makes a registry's subjects be as the contracts say: each has its schema, and lets only such versions follow that
 * every version can read every other. May be run again, and by several at once.
 */
public final class SchemaApplier {

    private static final Compatibility COMPATIBILITY = Compatibility.FULL_TRANSITIVE;

    private final SchemaRegistryClient registry;

    /** The caller closes the client. */
    public SchemaApplier(SchemaRegistryClient registry) {
        this.registry = registry;
    }

    /** The subjects of the topics' values with their schemas, in the order of the topics. */
    public static Map<String, Schema> subjects(Iterable<? extends Topic<?>> topics) {
        Map<String, Schema> subjects = new LinkedHashMap<>();
        topics.forEach(topic -> subjects.put(topic.subject(), topic.valueSchema()));
        return subjects;
    }

    /**
     * Applies the subjects.
     *
     * @return what was done, in the order of the subjects
     * @throws RegistryRefusedException naming the subject if its present schemas and the new one can't read each
     *     other; earlier subjects are done then
     * @throws RegistryUnreachableException if no registry answers
     */
    public List<AppliedSchema> apply(Map<String, Schema> subjects) {
        return subjects.entrySet().stream()
                .map(entry -> apply(entry.getKey(), entry.getValue()))
                .toList();
    }

    private AppliedSchema apply(String subject, Schema schema) {
        boolean registered = !isRegistered(subject, schema);
        boolean compatibilitySet = !isRuled(subject);
        // The rule first, so that it judges the schema.
        if (compatibilitySet) {
            unlessDoneMeanwhile(() -> registry.setCompatibility(subject, COMPATIBILITY), () -> isRuled(subject));
        }
        if (registered) {
            unlessDoneMeanwhile(() -> registry.register(subject, schema, false), () -> isRegistered(subject, schema));
        }
        return new AppliedSchema(subject, registry.lookUp(subject, schema, false), compatibilitySet, registered);
    }

    /** A registry may answer the slower of two who do the same at once with a conflict. */
    private static void unlessDoneMeanwhile(Runnable act, BooleanSupplier isDone) {
        try {
            act.run();
        } catch (RegistryRefusedException e) {
            if (!e.isConflict() || !isDone.getAsBoolean()) {
                throw e;
            }
        }
    }

    private boolean isRuled(String subject) {
        return registry.compatibility(subject).equals(Optional.of(COMPATIBILITY));
    }

    private boolean isRegistered(String subject, Schema schema) {
        try {
            registry.lookUp(subject, schema, false);
            return true;
        } catch (RegistryRefusedException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }
}
