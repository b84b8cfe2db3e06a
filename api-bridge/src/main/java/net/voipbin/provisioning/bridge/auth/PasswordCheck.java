package net.voipbin.provisioning.bridge.auth;

import java.util.Optional;
import java.util.function.Supplier;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.bridge.limit.AddressBlock;
import net.voipbin.provisioning.bridge.limit.RateLimit;
import net.voipbin.provisioning.bridge.limit.RateLimits;

/** Compares passwords, within the limits of how often that may fail. Thread-safe. */
public final class PasswordCheck {

    private final Passwords passwords;
    private final RateLimits limits;

    public PasswordCheck(Passwords passwords, RateLimits limits) {
        this.passwords = passwords;
        this.limits = limits;
    }

    /**
     * What is kept of the password, where it is the right one. An unknown agent and a wrong password take the same time.
     *
     * @param username whose failures are counted
     * @param find looks up what the password is compared with
     * @throws ApiException INVALID_CREDENTIALS; RATE_LIMIT_EXCEEDED, for a right password too; SERVICE_UNAVAILABLE
     */
    public StoredPassword require(
            Request request, String username, String password, Supplier<Optional<StoredPassword>> find) {
        // The address first, so that one that is shut out leaves nothing behind for the usernames that it tries.
        try (RateLimit.Attempt ofAddress =
                        limits.failuresPerAddress().attempt(AddressBlock.of(request.clientAddress()));
                RateLimit.Attempt ofUsername =
                        limits.failuresPerUsername().attempt(PasswordQueries.comparable(username))) {
            Optional<StoredPassword> stored = find.get();
            if (!passwords.matches(password, stored.map(StoredPassword::hash))) {
                ofAddress.count();
                ofUsername.count();
                throw ApiException.of(Reason.INVALID_CREDENTIALS, "The credential is not valid.");
            }
            return stored.orElseThrow();
        }
    }
}
