package net.voipbin.provisioning.domain.customer;

import java.util.Optional;
import java.util.function.Function;
import net.voipbin.provisioning.domain.Authority;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.Timer;

/** The checks before a customer's status changes: who may not change it, or has named a wrong customer, is refused. */
final class Transition {

    private Transition() {}

    /** Decides a change of status that the platform alone may bring about, on deleted customers too. */
    static Decision.Final ofPlatform(Situation situation, Function<Customer, Decision.Final> rule) {
        return Authority.requirePlatform(situation)
                .map(Rejection::decision)
                .orElseGet(() -> decide(situation, situation.tenant().customer(), rule));
    }

    /** Decides a change of status that the platform and the customer's administrators may bring about. */
    static Decision.Final ofOwner(Situation situation, Function<Customer, Decision.Final> rule) {
        if (Authority.requirePlatform(situation).isEmpty()) {
            return decide(situation, situation.tenant().customer(), rule);
        }
        Optional<Customer> own = Authority.visibleCustomer(situation);
        return own.flatMap(customer -> Authority.requireInTenant(situation, Permission.CUSTOMER_ADMIN))
                .map(Rejection::decision)
                .orElseGet(() -> decide(situation, own, rule));
    }

    /** Whether the customer has a timer of this kind whose time has come. */
    static boolean due(Situation situation, Customer customer, Timer.Kind kind) {
        return customer.timers(situation.periods()).stream()
                .anyMatch(timer -> timer.kind() == kind && !situation.time().isBefore(timer.due()));
    }

    static Decision.Final invalid(String message) {
        return Rejection.of(Reason.STATE_INVALID, message).decision();
    }

    private static Decision.Final decide(
            Situation situation, Optional<Customer> found, Function<Customer, Decision.Final> rule) {
        if (found.isEmpty()) {
            return Rejection.notFound().decision();
        }
        return Authority.requireVersion(situation, found)
                .map(Rejection::decision)
                .orElseGet(() -> withoutHarmToPlatform(situation, rule.apply(found.get())));
    }

    private static Decision.Final withoutHarmToPlatform(Situation situation, Decision.Final decision) {
        boolean changes = decision instanceof Decision.Applied applied
                && !applied.changes().isEmpty();
        return changes && situation.concernsPlatform()
                ? invalid("The platform's own customer stays as it is.")
                : decision;
    }
}
