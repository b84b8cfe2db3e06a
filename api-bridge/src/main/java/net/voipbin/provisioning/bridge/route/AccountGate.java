package net.voipbin.provisioning.bridge.route;

import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.auth.FrozenAccount;
import net.voipbin.provisioning.bridge.http.ApiError;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;

/**
 * Keeps tenants of suspended customers from writing and those of frozen ones out, early; the provisioner's decision is
 * the one that counts. Super admins pass. Immutable.
 *
 * @param frozenAccount what those of frozen customers are told
 */
public record AccountGate(FrozenAccount frozenAccount) {

    /** @throws ApiException ACCOUNT_SUSPENDED, ACCOUNT_FROZEN */
    public void requireState(Caller caller, Admission.AccountState state, boolean writes) {
        if (caller.superAdmin()) {
            return;
        }
        boolean frozen = caller.customerStatus().equals("frozen");
        boolean suspended = caller.customerStatus().equals("suspended");
        boolean refused = switch (state) {
            case OPEN -> frozen || (suspended && writes);
            case LEAVING -> false;
            case RETURNING -> suspended;
        };
        if (refused && frozen) {
            throw new ApiException(new ApiError(
                    Reason.ACCOUNT_FROZEN,
                    "The account is frozen and will be deleted.",
                    frozenAccount.details(caller.deletionScheduled())));
        }
        if (refused) {
            throw ApiException.of(Reason.ACCOUNT_SUSPENDED, "The account is suspended.");
        }
    }
}
