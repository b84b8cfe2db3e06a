package net.voipbin.provisioning.domain;

import java.util.UUID;

/** Makes the secrets that verify e-mail addresses: 64 hexadecimal digits, always the same for the same address of a customer. */
@FunctionalInterface
public interface VerificationTokens {

    String token(UUID customerId, String comparableEmail);
}
