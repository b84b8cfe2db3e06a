package net.voipbin.provisioning.registry;

/** The registry has such a schema, but it is not an Avro schema that stands on its own. */
public final class UnusableSchemaException extends RuntimeException {

    public UnusableSchemaException(String message) {
        super(message);
    }
}
