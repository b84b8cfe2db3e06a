package net.voipbin.provisioning.sandbox;

import java.util.Optional;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;

/** An event as one line for a person. */
final class EventLine {

    private EventLine() {}

    static String of(ResourceEvent event) {
        return "%-24s customer %s  change %d (%d/%d)  %s"
                .formatted(
                        event.getType(),
                        event.getCustomerId(),
                        event.getChangeSeq(),
                        event.getIndex() + 1,
                        event.getSize(),
                        summary(event.getResource()));
    }

    private static String summary(Resource resource) {
        return Optional.ofNullable(resource.getCustomer())
                .map(EventLine::customer)
                .or(() -> Optional.ofNullable(resource.getAgent()).map(EventLine::agent))
                .or(() -> Optional.ofNullable(resource.getBillingAccount()).map(EventLine::billingAccount))
                .orElse("a resource that this program does not know");
    }

    private static String customer(Customer customer) {
        return "\"%s\" is %s, version %d".formatted(customer.getName(), customer.getStatus(), customer.getVersion());
    }

    private static String agent(Agent agent) {
        return "%s %s, permission %d, version %d"
                .formatted(
                        agent.getGuest() ? "guest agent" : "agent",
                        agent.getId(),
                        agent.getPermission(),
                        agent.getVersion());
    }

    private static String billingAccount(BillingAccount account) {
        return "billing account %s, plan %s, %d tokens, version %d"
                .formatted(account.getId(), account.getPlanType(), account.getBalanceToken(), account.getVersion());
    }
}
