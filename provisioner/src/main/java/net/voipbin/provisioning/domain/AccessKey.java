package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import net.voipbin.provisioning.domain.text.DerivedId;

/**
 * A key with which programs act for a customer. Immutable.
 *
 * @param tokenPrefix the token's first 11 characters
 */
public record AccessKey(
        UUID id, UUID customerId, Revision revision, String name, String detail, String tokenPrefix, Instant tmExpire)
        implements Resource {

    private static final Pattern TOKEN_PREFIX = Pattern.compile("vb_[A-Za-z0-9_-]{8}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** The id of the key that comes with a signup. */
    public static UUID idOfFirst(UUID customerId) {
        return DerivedId.of(customerId, "first-accesskey");
    }

    /** The flaw of a prefix and hash that no token of ours can have; empty where both are well formed. */
    public static Optional<Rejection> tokenFlaw(String tokenPrefix, String tokenHash) {
        return TOKEN_PREFIX.matcher(tokenPrefix).matches()
                ? SHA_256.matcher(tokenHash).matches()
                        ? Optional.empty()
                        : Field.invalid("token_hash", "is no SHA-256.")
                : Field.invalid("token_prefix", "is not vb_ and eight characters.");
    }

    @Override
    public Map<String, Locked> lockedFields() {
        return LockedFields.of(
                this,
                Map.of(
                        "token", new Locked.Secret(),
                        "token_prefix", new Locked.Text(tokenPrefix),
                        "tm_expire", new Locked.Time(Optional.of(tmExpire))));
    }

    @Override
    public AccessKey withRevision(Revision other) {
        return new AccessKey(id, customerId, other, name, detail, tokenPrefix, tmExpire);
    }

    public AccessKey with(String newName, String newDetail) {
        return new AccessKey(id, customerId, revision, newName, newDetail, tokenPrefix, tmExpire);
    }

    @Override
    public AccessKey ended() {
        return with("", "");
    }
}
