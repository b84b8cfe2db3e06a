package net.voipbin.provisioning.sandbox.benchmark;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A new customer with its guest agent and its billing account: what differs from one to the next. Immutable.
 *
 * @param time of the creation
 */
record Birth(
        UUID customerId,
        UUID agentId,
        UUID accountId,
        UUID commandId,
        String name,
        String email,
        String username,
        OffsetDateTime time) {

    private static final OffsetDateTime EPOCH = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final long MICROS_OF_A_YEAR = 365L * 24 * 3_600 * 1_000_000;

    static Birth of(SplittableRandom random) {
        UUID customerId = uuid(random);
        return new Birth(
                customerId,
                uuid(random),
                uuid(random),
                uuid(random),
                "Customer " + customerId,
                customerId + "@example.com",
                "guest-" + customerId,
                EPOCH.plusNanos(1_000 * random.nextLong(MICROS_OF_A_YEAR)));
    }

    private static UUID uuid(SplittableRandom random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
