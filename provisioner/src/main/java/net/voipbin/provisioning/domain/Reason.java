package net.voipbin.provisioning.domain;

/** Why a command is refused; the names are those of the error catalogue. */
public enum Reason {
    INVALID_ARGUMENT,
    INVALID_EMAIL,
    INVALID_USERNAME_FORMAT,
    LOCKED_FIELD,
    PERMISSION_DENIED,
    ACCOUNT_SUSPENDED,
    ACCOUNT_FROZEN,
    RESOURCE_NOT_FOUND,
    CUSTOMER_ALREADY_EXISTS,
    AGENT_ALREADY_EXISTS,
    STATE_INVALID,
    VERSION_MISMATCH,
    IDEMPOTENCY_KEY_REUSED
}
