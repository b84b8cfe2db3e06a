package net.voipbin.provisioning.domain.model;

import java.time.Duration;
import java.util.Optional;

/**
 * One thing that happens in a random sequence: a command, told by places in small pools, so that sequences shrink and
 * their values collide; or an earlier command that arrives again. Immutable.
 *
 * @param customer whose
 * @param colleague which of the customer's agents asks, where one does
 * @param target the place of the resource that is meant among all of its type that the customer ever had
 * @param value what is named, and how
 * @param other what else is named
 * @param pause how long after the step before
 * @param again arrives again in this step's stead: the place among the commands so far
 */
record Step(
        int customer,
        Asker asker,
        int colleague,
        Verb verb,
        int target,
        int value,
        int other,
        Pause pause,
        Clock clock,
        Expected expected,
        Optional<Integer> again) {

    /** Who asks, seen from the customer that is asked of. */
    enum Asker {
        SERVICE,
        SUPER_ADMIN,
        GUEST,
        DELEGATE,
        COLLEAGUE,
        STRANGER
    }

    /** How long nothing happens; some timers come due within. */
    enum Pause {
        NONE(Duration.ZERO),
        SECOND(Duration.ofSeconds(1)),
        HOUR(Duration.ofMinutes(61)),
        DAYS(Duration.ofDays(3)),
        MONTH(Duration.ofDays(32));

        private final Duration length;

        Pause(Duration length) {
            this.length = length;
        }

        Duration length() {
            return length;
        }
    }

    /** How the publisher's clock goes beside the broker's. */
    enum Clock {
        RIGHT(Duration.ZERO),
        SLOW(Duration.ofHours(-2)),
        FAST(Duration.ofHours(2));

        private final Duration ahead;

        Clock(Duration ahead) {
            this.ahead = ahead;
        }

        Duration ahead() {
            return ahead;
        }
    }

    /** Which version of the resource the command expects. */
    enum Expected {
        ANY,
        PRESENT,
        OTHER
    }

    /** A command of the platform on a customer, at once; nothing but the value is chosen. */
    static Step of(int customer, Verb verb, int value) {
        return of(customer, Asker.SERVICE, verb, 0, value, 0);
    }

    static Step of(int customer, Asker asker, Verb verb, int target, int value, int other) {
        return new Step(
                customer,
                asker,
                0,
                verb,
                target,
                value,
                other,
                Pause.SECOND,
                Clock.RIGHT,
                Expected.ANY,
                Optional.empty());
    }

    Step after(Pause longer) {
        return new Step(customer, asker, colleague, verb, target, value, other, longer, clock, expected, again);
    }

    /** Instead of it, an earlier command arrives again. */
    Step again(int place) {
        return new Step(
                customer, asker, colleague, verb, target, value, other, pause, clock, expected, Optional.of(place));
    }
}
