package net.voipbin.provisioning.bridge.customer;

import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Call;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.json.Uuids;

/**
 * Whose resources a list shows: the caller's own customer's, or those of the one that a super admin names. Thread-safe.
 */
public final class TenantScope {

    private static final String CUSTOMER_ID = "customer_id";

    private final CustomerQueries customers;
    private final UUID platformCustomerId;

    public TenantScope(CustomerQueries customers, UUID platformCustomerId) {
        this.customers = customers;
        this.platformCustomerId = platformCustomerId;
    }

    /** The customer that the list is of: where a super admin names none, the platform's own. */
    public UUID customer(Call call) {
        return named(call)
                .orElseGet(() -> call.caller().superAdmin()
                        ? platformCustomerId
                        : call.caller().customerId());
    }

    /**
     * The customer that the query names.
     *
     * @throws ApiException INVALID_ARGUMENT; PERMISSION_DENIED where a tenant names another's; RESOURCE_NOT_FOUND where
     *     no such customer lives
     */
    public Optional<UUID> named(Call call) {
        Optional<UUID> named = call.query()
                .findFilled(CUSTOMER_ID)
                .map(text -> Uuids.parse(text)
                        .orElseThrow(
                                () -> ApiException.ofField(Reason.INVALID_ARGUMENT, CUSTOMER_ID, "is not a UUID.")));
        if (named.isPresent()
                && call.caller()
                        .confinedTo()
                        .filter(own -> !own.equals(named.get()))
                        .isPresent()) {
            throw ApiException.permissionDenied();
        }
        if (named.isPresent()
                && customers.findLive(call.caller().scope(), named.get()).isEmpty()) {
            throw ApiException.notFound();
        }
        return named;
    }
}
