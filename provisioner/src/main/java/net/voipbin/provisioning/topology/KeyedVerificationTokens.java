package net.voipbin.provisioning.topology;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import net.voipbin.provisioning.domain.VerificationTokens;

/** Keyed hashes as secrets: nothing has to keep them, and a command decided again makes the same. Not thread-safe. */
record KeyedVerificationTokens(KeyedHash hash) implements VerificationTokens {

    @Override
    public String token(UUID customerId, String comparableEmail) {
        String input = "email-verification:" + customerId + ":" + comparableEmail;
        return HexFormat.of().formatHex(hash.of(input.getBytes(StandardCharsets.UTF_8)));
    }
}
