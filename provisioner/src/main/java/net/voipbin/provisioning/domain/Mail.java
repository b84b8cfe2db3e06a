package net.voipbin.provisioning.domain;

/** A mail that goes out with a change: the reader of the address is to come back with the token. Immutable. */
public record Mail(String email, String token) {}
