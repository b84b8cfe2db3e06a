package net.voipbin.provisioning.registry;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Avro loads only classes that the process has declared trusted, as a guard against hostile schemas. This declares the
 * generated contracts, besides whatever else the process trusts, so that no JVM flag is needed.
 */
public final class TrustedContracts {

    static final String PACKAGE = "net.voipbin.provisioning.contract";

    private static boolean declared;

    private TrustedContracts() {}

    /** Does nothing when it was called before. Thread-safe. */
    public static synchronized void declare() {
        if (declared) {
            return;
        }
        ClassSecurityPredicate others = ClassSecurityValidator.getGlobal();
        ClassSecurityPredicate contracts = type -> type.getPackageName().equals(PACKAGE);
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(others, contracts));
        declared = true;
    }
}
