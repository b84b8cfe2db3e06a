package net.voipbin.provisioning.bridge.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.resource.JsonForm;
import net.voipbin.provisioning.contract.Customer;

/** A customer as the API shows it, without the webhook secret. */
public final class CustomerJson {

    static final JsonForm FORM = JsonForm.of(Customer.getClassSchema(), "suspension_reason");

    private static final Set<String> FOR_SUPER_ADMINS = Set.of("terms_agreed_version", "terms_agreed_ip");

    private CustomerJson() {}

    /** The customer as the viewer may see it: the terms that were agreed are for super admins. */
    public static ObjectNode of(Customer customer, Caller viewer) {
        return viewer.superAdmin() ? FORM.json(customer) : ofOwn(customer);
    }

    /** The customer as its own agents see it. */
    public static ObjectNode ofOwn(Customer customer) {
        return FORM.json(customer, FOR_SUPER_ADMINS);
    }
}
