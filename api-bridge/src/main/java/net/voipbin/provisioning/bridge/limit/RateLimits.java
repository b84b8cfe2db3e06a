package net.voipbin.provisioning.bridge.limit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import net.voipbin.provisioning.bridge.hash.KeyedHash;

/**
 * The rate limits of this bridge; each bridge counts for itself. Addresses are given as {@link AddressBlock} has them.
 * Thread-safe.
 *
 * @param failuresPerUsername wrong passwords for one username
 * @param failuresPerAddress wrong passwords and wrong e-mail verification tokens from one address
 * @param signupsPerAddress sign-ups from one address, be they refused or not
 * @param signupsPerEmail sign-ups with one e-mail address, be they refused or not, and changes of an unverified address
 *     to it: each can make a mail go out to it
 * @param emailChangesPerCustomer changes of an unverified e-mail address, each of which makes a mail go out
 */
public record RateLimits(
        RateLimit failuresPerUsername,
        RateLimit failuresPerAddress,
        RateLimit signupsPerAddress,
        RateLimit signupsPerEmail,
        RateLimit emailChangesPerCustomer) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * How much is allowed.
     *
     * @param failuresPerUsername a minute
     * @param failuresPerAddress a minute
     * @param signupsPerAddress an hour
     * @param signupsPerEmail an hour
     */
    public record Quotas(int failuresPerUsername, int failuresPerAddress, int signupsPerAddress, int signupsPerEmail) {}

    /** @param nanoTime the time in nanoseconds of any origin, which never goes back */
    public static RateLimits of(Quotas quotas, KeyedHash hash, LongSupplier nanoTime, MeterRegistry metrics) {
        return new RateLimits(
                new RateLimit(
                        "login_failures_per_username", quotas.failuresPerUsername(), MINUTE, hash, nanoTime, metrics),
                new RateLimit(
                        "login_failures_per_address", quotas.failuresPerAddress(), MINUTE, hash, nanoTime, metrics),
                new RateLimit("signups_per_address", quotas.signupsPerAddress(), HOUR, hash, nanoTime, metrics),
                new RateLimit("signups_per_email", quotas.signupsPerEmail(), HOUR, hash, nanoTime, metrics),
                new RateLimit("email_changes_per_customer", quotas.signupsPerAddress(), HOUR, hash, nanoTime, metrics));
    }
}
