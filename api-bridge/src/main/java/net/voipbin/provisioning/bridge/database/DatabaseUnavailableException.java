package net.voipbin.provisioning.bridge.database;

/** PostgreSQL can't be reached, or has no connection left; trying again later may help. */
public final class DatabaseUnavailableException extends RuntimeException {

    DatabaseUnavailableException(Throwable cause) {
        super("PostgreSQL is away", cause);
    }
}
