package net.voipbin.provisioning.projection;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Empties the read model before each test. */
final class EmptyReadModel implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        PostgreSql.clear();
    }
}
