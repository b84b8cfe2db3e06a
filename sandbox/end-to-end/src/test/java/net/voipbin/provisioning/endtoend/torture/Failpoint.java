package net.voipbin.provisioning.endtoend.torture;

/** A named point in the code of a provisioner or a bridge at which the torture test can kill or stop it. */
enum Failpoint {
    /** The commands are read; nothing is done with them. */
    AFTER_POLL,
    /** The first of a transaction's records is about to be sent. */
    BEFORE_PRODUCE,
    /** The broker has the transaction's records so far, its log and its coordinator know of it; its end is missing. */
    AFTER_PRODUCE,
    /** Of a transaction all is sent, the consumed offsets too, but for the commit. */
    BEFORE_COMMIT,
    /** The broker has answered that it is committed; the program has not gone on. */
    AFTER_COMMIT,
    /** A part of the state is read back, the rest is not. */
    IN_RESTORE,
    /** The projection's statements are carried out, their transaction is open. */
    PROJECTION_BEFORE_COMMIT,
    /** PostgreSQL has committed; the projection does not know. */
    PROJECTION_AFTER_COMMIT,
    /** A bridge is about to publish a command. */
    BRIDGE_BEFORE_SENDING,
    /** The broker has a bridge's command, nobody waits for its outcome yet. */
    BRIDGE_AFTER_SENDING,
    /** A bridge has read an outcome that somebody waits for. */
    BRIDGE_BEFORE_ANSWERING,
    /** A client has an answer to its write, and the bridge may not know. */
    BRIDGE_AFTER_ANSWERING
}
