package net.voipbin.provisioning.domain;

/** What is kept of a secret. Immutable. */
public sealed interface Credential {

    /** In argon2id's own string form. */
    record PasswordHash(String encoded) implements Credential {}

    /** SHA-256 of a token, in hexadecimal digits. */
    record TokenHash(String hex) implements Credential {}

    /** Nothing any more. */
    record Removed() implements Credential {}
}
