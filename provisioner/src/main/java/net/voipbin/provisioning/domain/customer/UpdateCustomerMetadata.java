package net.voipbin.provisioning.domain.customer;

import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Replaces a customer's switches, all of them. */
public record UpdateCustomerMetadata(Metadata metadata) implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCustomer(
                situation,
                Permission.CUSTOMER_ADMIN,
                customer -> Decision.Applied.updated(situation, customer, customer.with(metadata)));
    }
}
