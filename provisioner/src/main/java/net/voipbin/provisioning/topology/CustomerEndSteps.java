package net.voipbin.provisioning.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.contract.Cascade;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Tenant.Place;
import net.voipbin.provisioning.domain.customer.CustomerEnd;
import net.voipbin.provisioning.topology.store.RememberedResults;
import net.voipbin.provisioning.topology.store.TenantStores;

/**
 * Completes the end of a customer, however much it owns: after the change that ended it, further ones of bounded size
 * delete what is left, and then its remembered results are erased. How far it came lies in the customer's state. Not
 * thread-safe.
 */
record CustomerEndSteps(TenantStores stores, HashedUniqueKeys hashedUniqueKeys, ChangeRecorder recorder) {

    private static final int RESULTS_AT_ONCE = 2_000;

    /** How far apart the clocks of two brokers may be. */
    private static final Duration GREATEST_SKEW = Duration.ofHours(1);

    /** The state that has the rest to do, where the change has ended the customer. */
    TenantState begun(ChangeRecorder.Cause cause, TenantState state, PreparedChange change) {
        boolean ended = change.events().stream()
                .map(PreparedChange.Event::change)
                .map(Change::after)
                .anyMatch(resource -> resource instanceof Customer && !resource.live());
        return ended
                ? TenantState.newBuilder(state)
                        .setCascade(Cascade.newBuilder()
                                .setCommandId(cause.commandId())
                                .setActor(cause.actor())
                                .setTime(cause.time())
                                .build())
                        .build()
                : state;
    }

    /** One bounded step; with the last one the state has nothing left to do. */
    TenantState step(UUID customerId, TenantState state, IncomingRecord origin) {
        Cascade end = state.getCascade();
        if (end == null) {
            return state;
        }
        if (!end.getResourcesDone()) {
            return deleteMore(customerId, state, end, origin);
        }
        return eraseMore(customerId, state, end, origin.timestamp());
    }

    private TenantState eraseMore(UUID customerId, TenantState state, Cascade end, long now) {
        RememberedResults.Position from = Optional.ofNullable(end.getErasedReceived())
                .map(received -> new RememberedResults.Position(received.toEpochMilli(), end.getErasedCommandId()))
                .orElseGet(() -> RememberedResults.Position.first(now));
        return stores.results()
                .erase(customerId, from, now + GREATEST_SKEW.toMillis(), RESULTS_AT_ONCE)
                .map(next -> TenantState.newBuilder(state)
                        .setCascade(Cascade.newBuilder(end)
                                .setErasedReceived(Instant.ofEpochMilli(next.received()))
                                .setErasedCommandId(next.commandId())
                                .build())
                        .build())
                .orElseGet(() -> TenantState.newBuilder(state).setCascade(null).build());
    }

    private TenantState deleteMore(UUID customerId, TenantState state, Cascade end, IncomingRecord origin) {
        StoredTenant tenant = new StoredTenant(stores, hashedUniqueKeys, customerId, state);
        Optional<Decision.Applied> next =
                CustomerEnd.goOn(tenant, tenant.customer().orElseThrow(), after(end));
        if (next.isEmpty()) {
            return TenantState.newBuilder(state)
                    .setCascade(Cascade.newBuilder(end).setResourcesDone(true).build())
                    .build();
        }
        ChangeRecorder.Cause cause =
                new ChangeRecorder.Cause(customerId, end.getCommandId(), end.getActor(), end.getTime());
        TenantState after = recorder.write(cause, state, recorder.prepare(cause, state, next.get()), origin);
        Resource last = next.get().changes().getLast().after();
        return TenantState.newBuilder(after)
                .setCascade(Cascade.newBuilder(end)
                        .setAfterType(last.type().name())
                        .setAfterId(last.id())
                        .build())
                .build();
    }

    private static Optional<Place> after(Cascade end) {
        return Optional.ofNullable(end.getAfterType())
                .map(type -> new Place(Resource.Type.valueOf(type), end.getAfterId()));
    }
}
