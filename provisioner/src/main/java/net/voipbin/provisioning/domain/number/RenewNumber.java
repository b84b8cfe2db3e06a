package net.voipbin.provisioning.domain.number;

import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.billing.Credit;

/** Keeps a number for another period. A normal one is paid for again; without the credit for that it is released. */
public record RenewNumber(UUID numberId) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(situation, Permission.STAFF, Number.class, numberId, number -> switch (number.numberType()) {
            case VIRTUAL -> Decision.Applied.of(renewed(situation, number));
            case NORMAL -> paidOrReleased(situation, number);
        });
    }

    private static Decision.Final paidOrReleased(Situation situation, Number number) {
        return situation
                .tenant()
                .billingAccount(number.customerId())
                .flatMap(account -> Credit.taken(account, Number.PRICE, situation.time()))
                .map(payment -> Decision.Applied.of(List.of(renewed(situation, number), payment)))
                .orElseGet(() -> Decision.Applied.deleted(situation, number, number));
    }

    private static Change renewed(Situation situation, Number number) {
        return Change.of(Happening.RENEWED, number, number.renewed(situation.time()), situation.time());
    }
}
