package net.voipbin.provisioning.domain;

/** What is kept of a secret. Immutable. */
public sealed interface Credential {

    /** The hash of a password, in argon2id's own string form. */
    record PasswordHash(String encoded) implements Credential {}

    /** The SHA-256 of a token, in hexadecimal digits. */
    record TokenHash(String hex) implements Credential {}

    /** The secret is removed. */
    record Removed() implements Credential {}
}
