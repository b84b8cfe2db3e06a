package net.voipbin.provisioning.bridge.resource;

import org.apache.avro.Schema;

/** Avro schemas of the contract, as far as rows and JSON ask for them. */
final class Schemas {

    private Schemas() {}

    /** The schema of a value that is there: of an optional field, the branch that isn't null. */
    static Schema present(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }
}
