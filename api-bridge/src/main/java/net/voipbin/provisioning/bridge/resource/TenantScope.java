package net.voipbin.provisioning.bridge.resource;

import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.json.Uuids;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.contract.Customer;

/**
 * Whose resources a list shows, or something is created for: the caller's own customer's, or those of the one that a super admin names. Thread-safe.
 */
public final class TenantScope {

    private static final String CUSTOMER_ID = "customer_id";

    private final ReadTable<Customer> customers;
    private final UUID platformCustomerId;

    public TenantScope(ReadTable<Customer> customers, UUID platformCustomerId) {
        this.customers = customers;
        this.platformCustomerId = platformCustomerId;
    }

    /** The customer that a list is of: where a super admin names none, the platform's own. */
    public UUID customer(Call call) {
        return named(call).orElseGet(() -> own(call));
    }

    /**
     * The customer that something is created for: where a super admin names none, the platform's own.
     *
     * @throws ApiException as {@link #named}
     */
    public UUID customer(Call call, Form form) {
        return form.uuid(CUSTOMER_ID).map(id -> allowed(call, id)).orElseGet(() -> own(call));
    }

    /**
     * The customer that the query names.
     *
     * @throws ApiException INVALID_ARGUMENT; PERMISSION_DENIED where a tenant names another's; RESOURCE_NOT_FOUND where
     *     no such customer lives
     */
    public Optional<UUID> named(Call call) {
        return call.query()
                .findFilled(CUSTOMER_ID)
                .map(text -> Uuids.parse(text)
                        .map(id -> allowed(call, id))
                        .orElseThrow(
                                () -> ApiException.ofField(Reason.INVALID_ARGUMENT, CUSTOMER_ID, "is not a UUID.")));
    }

    private UUID own(Call call) {
        return call.caller().superAdmin() ? platformCustomerId : call.caller().customerId();
    }

    private UUID allowed(Call call, UUID id) {
        if (call.caller().confinedTo().filter(own -> !own.equals(id)).isPresent()) {
            throw ApiException.permissionDenied();
        }
        return customers
                .find(call.caller().scope(), id)
                .filter(customer -> customer.getTmDelete() == null)
                .map(Customer::getId)
                .orElseThrow(ApiException::notFound);
    }
}
