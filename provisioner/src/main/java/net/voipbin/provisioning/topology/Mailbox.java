package net.voipbin.provisioning.topology;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.contract.ClaimAnswer;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.domain.Decider;
import net.voipbin.provisioning.topology.store.TenantStores;
import net.voipbin.provisioning.translation.MalformedRecordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order of one partition's commands: of each customer one is decided after the other, in the order in which they
 * came. A command that waits for a claim, and those of its customer that come after it, wait in the mailbox; other
 * customers go on. Not thread-safe.
 */
record Mailbox(
        TenantStores stores,
        Outputs outputs,
        CommandIntake intake,
        CommandDecision decision,
        ClaimRequests claims,
        CustomerEndSteps customerEnd) {

    /** A long mailbox is worked off in steps of one transaction each, so that no transaction grows without bound. */
    static final int MAX_DECISIONS_PER_STEP = 100;

    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    static Mailbox of(TenantStores stores, Outputs outputs, Decider decider, CommandIntake intake, KeyedHash hash) {
        HashedClaims hashedClaims = new HashedClaims(hash);
        HashedUniqueKeys hashedUniqueKeys = new HashedUniqueKeys(hash);
        ClaimRequests claims = new ClaimRequests(outputs, hashedClaims);
        ChangeRecorder recorder =
                new ChangeRecorder(stores, outputs, hashedClaims, hashedUniqueKeys, decider.periods());
        CustomerEndSteps customerEnd = new CustomerEndSteps(stores, hashedUniqueKeys, recorder);
        return new Mailbox(
                stores,
                outputs,
                intake,
                new CommandDecision(stores, outputs, decider, hashedUniqueKeys, claims, recorder, customerEnd),
                claims,
                customerEnd);
    }

    /** Decides the command, or puts it behind those of its customer that wait. */
    void take(IncomingRecord incoming) {
        ReceivedCommand received;
        try {
            received = intake.receive(incoming);
        } catch (MalformedRecordException e) {
            outputs.deadLetter(incoming, e);
            return;
        }
        UUID customerId = received.customerId();
        TenantState before = stores.states().get(customerId);
        if (hasWaiting(before)) {
            stores.states().put(customerId, enqueued(before, received));
            return;
        }
        TenantState decided = decision.carryOut(received, before);
        if (ClaimRequests.unanswered(decided)) {
            stores.states().put(customerId, enqueued(decided, received));
            return;
        }
        TenantState after = firstSteps(customerId, before, decided, incoming);
        putIfChanged(customerId, before, after);
        if (endBegun(before, after)) {
            wakeUp(customerId, incoming);
        }
    }

    /** An answer for the command at the head of the customer's mailbox: with the last one it goes on. */
    void answer(UUID customerId, ClaimAnswer answer, IncomingRecord wakeup) {
        TenantState before = stores.states().get(customerId);
        Optional<TenantState> answered = ClaimRequests.answered(before, answer);
        if (answered.isEmpty()) {
            log.atError()
                    .addKeyValue("customer_id", customerId)
                    .addKeyValue("claim", answer.getClaim())
                    .addKeyValue("command_id", answer.getCommandId())
                    .log("An answer came to a claim that nobody waits for");
            return;
        }
        if (ClaimRequests.unanswered(answered.get())) {
            stores.states().put(customerId, answered.get());
            return;
        }
        TenantState after = workOff(customerId, answered.get());
        if (canGoOn(after) || endBegun(before, after)) {
            wakeUp(customerId, wakeup);
        }
    }

    /** Goes on with what the customer has left to do: its end, and its mailbox unless the head waits for an answer. */
    void resume(UUID customerId, IncomingRecord wakeup) {
        TenantState before = stores.states().get(customerId);
        TenantState state = customerEnd.step(customerId, before, wakeup);
        TenantState after = canGoOn(state) ? workOff(customerId, state) : state;
        putIfChanged(customerId, before, after);
        if (canGoOn(after) || after.getCascade() != null) {
            wakeUp(customerId, wakeup);
        }
    }

    /** Decides as many commands of the mailbox as one transaction may hold. */
    private TenantState workOff(UUID customerId, TenantState before) {
        TenantState state = before;
        for (int decisions = 0; decisions < MAX_DECISIONS_PER_STEP && hasWaiting(state); decisions++) {
            long number = state.getMailboxFirst();
            IncomingRecord incoming = IncomingRecord.of(stores.waiting().get(customerId, number));
            TenantState decided = decideWaiting(customerId, incoming, state);
            if (ClaimRequests.unanswered(decided)) {
                stores.states().put(customerId, decided);
                return decided;
            }
            stores.waiting().remove(customerId, number);
            state = TenantState.newBuilder(firstSteps(customerId, state, decided, incoming))
                    .setMailboxFirst(number + 1)
                    .setAskedClaims(List.of())
                    .build();
        }
        stores.states().put(customerId, state);
        return state;
    }

    /** It was sound when it came; a registry that has lost its schema since must not stop its customer for ever. */
    private TenantState decideWaiting(UUID customerId, IncomingRecord incoming, TenantState state) {
        ReceivedCommand received;
        try {
            received = intake.receive(incoming);
        } catch (MalformedRecordException e) {
            outputs.deadLetter(incoming, e);
            claims.releaseGranted(customerId, state, incoming);
            return state;
        }
        return decision.carryOut(received, state);
    }

    /** Most customers own so little that their end is complete at once. */
    private TenantState firstSteps(UUID customerId, TenantState before, TenantState after, IncomingRecord cause) {
        return endBegun(before, after)
                ? customerEnd.step(customerId, customerEnd.step(customerId, after, cause), cause)
                : after;
    }

    private static boolean endBegun(TenantState before, TenantState after) {
        return before.getCascade() == null && after.getCascade() != null;
    }

    private static boolean canGoOn(TenantState state) {
        return hasWaiting(state) && state.getAskedClaims().isEmpty();
    }

    private static boolean hasWaiting(TenantState state) {
        return state.getMailboxFirst() < state.getMailboxNext();
    }

    private TenantState enqueued(TenantState state, ReceivedCommand received) {
        long number = state.getMailboxNext();
        stores.waiting().put(received.customerId(), number, received.origin().waiting());
        return TenantState.newBuilder(state).setMailboxNext(number + 1).build();
    }

    private void putIfChanged(UUID customerId, TenantState before, TenantState after) {
        if (!after.equals(before)) {
            stores.states().put(customerId, after);
        }
    }

    private void wakeUp(UUID customerId, IncomingRecord cause) {
        outputs.wakeup(customerId, Wakeup.newBuilder().build(), cause);
    }
}
