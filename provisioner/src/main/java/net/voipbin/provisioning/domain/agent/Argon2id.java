package net.voipbin.provisioning.domain.agent;

import java.util.Optional;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.vocabulary.EncodedArgon2id;

/** The password hash that a command carries. */
final class Argon2id {

    private Argon2id() {}

    /** Whether a password can be compared with it, at a cost that whoever compares can bear. */
    static Optional<Rejection> flaw(String encoded) {
        Optional<EncodedArgon2id> hash = EncodedArgon2id.parse(encoded);
        if (hash.isEmpty()) {
            return Field.invalid("password", "is no argon2id hash.");
        }
        return hash.get().costs().bearable()
                ? Optional.empty()
                : Field.invalid(
                        "password",
                        "is an argon2id hash beyond 64 MiB, 10 passes or 16 lanes, or below 8 KiB for each lane.");
    }
}
