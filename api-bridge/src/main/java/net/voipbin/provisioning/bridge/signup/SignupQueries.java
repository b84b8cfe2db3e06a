package net.voipbin.provisioning.bridge.signup;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.database.Sql;

/** Finds what the tokens belong to that come with a signup. Thread-safe. */
public final class SignupQueries {

    private static final String FIND_ACCESS_KEY = Sql.named(SignupQueries.class, "find_access_key");
    private static final String FIND_CUSTOMER = Sql.named(SignupQueries.class, "find_customer");

    private final Database database;

    public SignupQueries(Database database) {
        this.database = database;
    }

    /** The customer's access key that the token opens at the time; empty where it opens none. */
    Optional<UUID> findAccessKey(UUID customerId, byte[] tokenHash, Instant time) {
        return database.read(
                Scope.AUTHENTICATION,
                handle -> handle.createQuery(FIND_ACCESS_KEY)
                        .bind("token_hash", tokenHash)
                        .bind("customer_id", customerId)
                        .bind("time", time)
                        .mapTo(UUID.class)
                        .findOne());
    }

    /** The live customer to whose e-mail address the token was sent; empty where it is nobody's. */
    Optional<UUID> findCustomer(byte[] verificationTokenHash) {
        return database.read(
                Scope.AUTHENTICATION,
                handle -> handle.createQuery(FIND_CUSTOMER)
                        .bind("token_hash", verificationTokenHash)
                        .mapTo(UUID.class)
                        .findOne());
    }
}
