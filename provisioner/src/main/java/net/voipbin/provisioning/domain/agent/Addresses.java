package net.voipbin.provisioning.domain.agent;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.voipbin.provisioning.domain.Address;
import net.voipbin.provisioning.domain.Invariants;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.UniqueKey;

/** The field {@code addresses} of a request. */
final class Addresses {

    private static final String FIELD = "addresses";

    private Addresses() {}

    /** What is wrong with the list by itself; whether another agent has one of them is for {@link Invariants} to see. */
    static Optional<Rejection> flaw(List<NamedAddress> named) {
        return named.stream()
                .flatMap(address -> address.flaw().stream())
                .findFirst()
                .map(flaw -> Rejection.ofField(flaw.reason(), FIELD, FIELD + ": " + flaw.message()))
                .or(() -> repetition(named));
    }

    /** The addresses in normal form; only for a list without a {@link #flaw}. */
    static List<Address> parse(List<NamedAddress> named) {
        return named.stream().map(NamedAddress::address).toList();
    }

    private static Optional<Rejection> repetition(List<NamedAddress> named) {
        Set<UniqueKey> keys = new HashSet<>();
        boolean repeats = !parse(named).stream().map(Address::uniqueKey).allMatch(keys::add);
        return repeats
                ? Optional.of(Rejection.ofField(
                        Reason.ADDRESS_ALREADY_ASSIGNED, FIELD, FIELD + " holds the same address twice."))
                : Optional.empty();
    }
}
