package net.voipbin.provisioning.domain.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random sequences of steps. */
final class Steps {

    private static final int POOL = 8;

    /** A few customers, the platform's own among them, with what sequences build on. */
    private static final List<Step> SETTLING = List.of(
            Step.of(0, Step.Asker.SERVICE, Verb.REGISTER_PLATFORM, 0, 6, 6),
            Step.of(1, Verb.CREATE_CUSTOMER, 0),
            Step.of(2, Verb.CREATE_CUSTOMER, 2),
            Step.of(3, Verb.SIGN_UP_CUSTOMER, 3),
            Step.of(1, Verb.UPDATE_IDENTITY_VERIFICATION_STATUS, 0),
            Step.of(1, Verb.ADD_BALANCE, 4),
            Step.of(1, Step.Asker.SERVICE, Verb.CREATE_AGENT, 4, 0, 2),
            Step.of(1, Step.Asker.SERVICE, Verb.CREATE_AGENT, 4, 2, 3),
            Step.of(1, Step.Asker.SERVICE, Verb.CREATE_AGENT, 4, 3, 1),
            Step.of(1, Verb.CREATE_TAG, 0),
            Step.of(1, Step.Asker.SERVICE, Verb.CREATE_FLOW, 0, 5, 0),
            Step.of(1, Step.Asker.SERVICE, Verb.CREATE_QUEUE, 0, 6, 0),
            Step.of(1, Step.Asker.SERVICE, Verb.CREATE_NUMBER, 4, 4, 0),
            Step.of(2, Step.Asker.SERVICE, Verb.CREATE_QUEUE, 0, 6, 0),
            Step.of(2, Step.Asker.SERVICE, Verb.CREATE_QUEUE, 0, 6, 0),
            Step.of(2, Step.Asker.SERVICE, Verb.CREATE_NUMBER, 4, 5, 0),
            Step.of(2, Verb.CREATE_TAG, 0),
            Step.of(2, Step.Asker.SERVICE, Verb.CREATE_FLOW, 0, 5, 0));

    private Steps() {}

    static Arbitrary<List<Step>> sequences(int most) {
        Arbitrary<Boolean> settled = Arbitraries.frequency(Tuple.of(1, false), Tuple.of(9, true));
        return Combinators.combine(
                        settled, step().list().ofMaxSize(most).withSizeDistribution(RandomDistribution.uniform()))
                .as((begun, steps) -> {
                    List<Step> all = new ArrayList<>(begun ? SETTLING : List.of());
                    all.addAll(steps);
                    return all;
                });
    }

    private static Arbitrary<Step> step() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(10, 1), Tuple.of(6, 2), Tuple.of(4, 3), Tuple.of(2, 0), Tuple.of(1, 4)),
                        askers(),
                        Arbitraries.frequency(Stream.of(Verb.values())
                                .map(verb -> Tuple.of(verb.weight(), verb))
                                .toList()),
                        Arbitraries.integers().between(0, POOL * POOL * POOL * POOL - 1),
                        Arbitraries.frequency(
                                Tuple.of(40, Step.Pause.SECOND),
                                Tuple.of(40, Step.Pause.NONE),
                                Tuple.of(4, Step.Pause.HOUR),
                                Tuple.of(3, Step.Pause.DAYS),
                                Tuple.of(3, Step.Pause.MONTH)),
                        Arbitraries.frequency(
                                Tuple.of(18, Step.Clock.RIGHT),
                                Tuple.of(1, Step.Clock.SLOW),
                                Tuple.of(1, Step.Clock.FAST)),
                        Arbitraries.frequency(
                                Tuple.of(18, Step.Expected.ANY),
                                Tuple.of(2, Step.Expected.PRESENT),
                                Tuple.of(1, Step.Expected.OTHER)),
                        Arbitraries.integers().between(0, 99).optional(0.06))
                .as((customer, asker, verb, places, pause, clock, expected, again) -> new Step(
                        customer,
                        asker,
                        digit(places, 3),
                        verb,
                        digit(places, 2),
                        digit(places, 1),
                        digit(places, 0),
                        pause == Step.Pause.SECOND ? usual(verb) : pause,
                        clock,
                        expected,
                        again));
    }

    /** What the schedule brings about comes when it is due, or too early. */
    private static Step.Pause usual(Verb verb) {
        return switch (verb) {
            case EXPIRE_SIGNUP -> Step.Pause.HOUR;
            case PURGE_CUSTOMER, TOP_UP_TOKENS -> Step.Pause.MONTH;
            default -> Step.Pause.SECOND;
        };
    }

    private static Arbitrary<Step.Asker> askers() {
        return Arbitraries.frequency(
                Tuple.of(8, Step.Asker.SERVICE),
                Tuple.of(3, Step.Asker.SUPER_ADMIN),
                Tuple.of(4, Step.Asker.GUEST),
                Tuple.of(1, Step.Asker.DELEGATE),
                Tuple.of(6, Step.Asker.COLLEAGUE),
                Tuple.of(1, Step.Asker.STRANGER));
    }

    /** One number stands for four places, which makes sequences quick to generate. */
    private static int digit(int places, int index) {
        return (places >> (3 * index)) % POOL;
    }
}
