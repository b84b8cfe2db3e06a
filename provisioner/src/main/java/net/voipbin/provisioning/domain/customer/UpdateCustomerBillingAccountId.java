package net.voipbin.provisioning.domain.customer;

import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Names the billing account that a customer uses: the only one that it can name is the one it has. */
public record UpdateCustomerBillingAccountId(String billingAccountId) implements Request {

    private static final String FIELD = "billing_account_id";

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCustomer(
                situation,
                Permission.CUSTOMER_ADMIN,
                customer -> customer.billingAccountId().toString().equalsIgnoreCase(billingAccountId)
                        ? Decision.Applied.fulfilled(customer)
                        : Rejection.ofField(Reason.REFERENCE_INVALID, FIELD, FIELD + " refers to nothing.")
                                .decision());
    }
}
