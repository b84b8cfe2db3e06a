package net.voipbin.provisioning.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.contract.AskedClaim;
import net.voipbin.provisioning.contract.ClaimAction;
import net.voipbin.provisioning.contract.ClaimAnswer;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.ClaimAnswers;
import net.voipbin.provisioning.domain.Decider;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.topic.CustomerPartition;
import net.voipbin.provisioning.topic.Topics;
import net.voipbin.provisioning.translation.CommandTranslation;
import net.voipbin.provisioning.translation.MalformedRecordException;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;
import net.voipbin.provisioning.translation.RejectionTranslation;
import net.voipbin.provisioning.translation.ResourceTranslation;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the commands of one partition's customers: of each customer one after the other, in the order in which they
 * came. A command that waits for a claim, and those of its customer that come after it, wait in the mailbox; other
 * customers go on. Not thread-safe.
 */
final class TenantCommands {

    /** A long mailbox is worked off in steps of one transaction each, so that no transaction grows without bound. */
    static final int MAX_DECISIONS_PER_STEP = 100;

    private static final Logger LOG = LoggerFactory.getLogger(TenantCommands.class);

    private final TenantStores stores;
    private final Outputs outputs;
    private final Decider decider;
    private final RecordIntake<Command> intake;
    private final Fingerprints fingerprints;
    private final ClaimKeys claimKeys;
    private final UniqueKeys uniqueKeys;
    private final ChangeRecorder recorder;
    private final EndOfCustomer endOfCustomer;
    private final int partitions;

    TenantCommands(
            TenantStores stores,
            Outputs outputs,
            Decider decider,
            RecordIntake<Command> intake,
            Fingerprints fingerprints,
            ClaimKeys claimKeys,
            UniqueKeys uniqueKeys,
            int partitions) {
        this.stores = stores;
        this.outputs = outputs;
        this.decider = decider;
        this.intake = intake;
        this.fingerprints = fingerprints;
        this.claimKeys = claimKeys;
        this.uniqueKeys = uniqueKeys;
        this.recorder = new ChangeRecorder(stores, outputs, claimKeys, uniqueKeys, decider.periods());
        this.endOfCustomer = new EndOfCustomer(stores, uniqueKeys, recorder);
        this.partitions = partitions;
    }

    /** Decides the command, or puts it behind those of its customer that wait. */
    void take(IncomingRecord incoming) {
        ReceivedCommand received;
        try {
            received = receive(incoming);
        } catch (MalformedRecordException e) {
            outputs.deadLetter(incoming, e);
            return;
        }
        TenantState before = stores.state(received.customerId());
        if (hasWaiting(before)) {
            stores.put(received.customerId(), enqueued(before, received));
            return;
        }
        switch (decide(received, before)) {
            case Step.Done done -> {
                TenantState after = firstStep(received.customerId(), before, done.after(), incoming);
                putIfChanged(received.customerId(), before, after);
                if (endBegun(before, after)) {
                    wakeUp(received.customerId(), incoming);
                }
            }
            case Step.Asking asking ->
                stores.put(
                        received.customerId(),
                        TenantState.newBuilder(enqueued(before, received))
                                .setAskedClaims(asking.asked())
                                .build());
        }
    }

    /** An answer for the command at the head of the customer's mailbox: with the last one it goes on. */
    void answer(UUID customerId, ClaimAnswer answer, IncomingRecord wakeup) {
        TenantState before = stores.state(customerId);
        List<AskedClaim> asked = new ArrayList<>(before.getAskedClaims());
        int place = indexOfUnanswered(asked, answer);
        if (place < 0) {
            LOG.atError()
                    .addKeyValue("customer_id", customerId)
                    .addKeyValue("claim", answer.getClaim())
                    .addKeyValue("command_id", answer.getCommandId())
                    .log("An answer came to a claim that nobody waits for");
            return;
        }
        asked.set(
                place,
                AskedClaim.newBuilder(asked.get(place))
                        .setGranted(answer.getGranted())
                        .build());
        TenantState answered =
                TenantState.newBuilder(before).setAskedClaims(asked).build();
        if (asked.stream().anyMatch(claim -> claim.getGranted() == null)) {
            stores.put(customerId, answered);
        } else {
            TenantState after = workOff(customerId, answered);
            if (canGoOn(after) || endBegun(before, after)) {
                wakeUp(customerId, wakeup);
            }
        }
    }

    /** Goes on with what the customer has left to do: its end, and its mailbox unless the head waits for an answer. */
    void resume(UUID customerId, IncomingRecord wakeup) {
        TenantState before = stores.state(customerId);
        TenantState state = endOfCustomer.step(customerId, before, wakeup);
        TenantState after = canGoOn(state) ? workOff(customerId, state) : state;
        putIfChanged(customerId, before, after);
        if (canGoOn(after) || after.getCascade() != null) {
            wakeUp(customerId, wakeup);
        }
    }

    /** As many commands of the mailbox as one transaction may hold. */
    private TenantState workOff(UUID customerId, TenantState before) {
        TenantState state = before;
        for (int decisions = 0; decisions < MAX_DECISIONS_PER_STEP && hasWaiting(state); decisions++) {
            long number = state.getMailboxFirst();
            IncomingRecord incoming = IncomingRecord.of(stores.waiting(customerId, number));
            switch (decideWaiting(customerId, incoming, state)) {
                case Step.Done done -> {
                    stores.removeWaiting(customerId, number);
                    state = TenantState.newBuilder(firstStep(customerId, state, done.after(), incoming))
                            .setMailboxFirst(number + 1)
                            .setAskedClaims(List.of())
                            .build();
                }
                case Step.Asking asking -> {
                    TenantState waits = TenantState.newBuilder(state)
                            .setAskedClaims(asking.asked())
                            .build();
                    stores.put(customerId, waits);
                    return waits;
                }
            }
        }
        stores.put(customerId, state);
        return state;
    }

    /** Most customers own so little that their end is complete at once. */
    private TenantState firstStep(UUID customerId, TenantState before, TenantState after, IncomingRecord cause) {
        return endBegun(before, after)
                ? endOfCustomer.step(customerId, endOfCustomer.step(customerId, after, cause), cause)
                : after;
    }

    private static boolean endBegun(TenantState before, TenantState after) {
        return before.getCascade() == null && after.getCascade() != null;
    }

    private static boolean canGoOn(TenantState state) {
        return hasWaiting(state) && state.getAskedClaims().isEmpty();
    }

    private void wakeUp(UUID customerId, IncomingRecord cause) {
        outputs.wakeup(customerId, Wakeup.newBuilder().build(), cause);
    }

    /** It was sound when it came; a registry that has lost its schema since must not stop its customer for ever. */
    private Step decideWaiting(UUID customerId, IncomingRecord incoming, TenantState state) {
        ReceivedCommand received;
        try {
            received = receive(incoming);
        } catch (MalformedRecordException e) {
            outputs.deadLetter(incoming, e);
            releaseGranted(customerId, state, incoming);
            return new Step.Done(state);
        }
        return decide(received, state);
    }

    private ReceivedCommand receive(IncomingRecord incoming) {
        if (incoming.bytes() > Topics.MAX_COMMAND_BYTES) {
            throw new MalformedRecordException(
                    Flaw.TOO_LARGE, "the record has more than " + Topics.MAX_COMMAND_BYTES + " bytes uncompressed");
        }
        Command command = intake.value(incoming);
        intake.requireKey(incoming, command.getCustomerId().toString());
        if (CustomerPartition.of(command.getCustomerId(), partitions) != incoming.partition()) {
            throw new MalformedRecordException(Flaw.WRONG_KEY, "the record is not in its key's partition");
        }
        return new ReceivedCommand(incoming, CommandTranslation.toDomain(command), fingerprints.of(command));
    }

    private Step decide(ReceivedCommand received, TenantState state) {
        Optional<CommandResult> remembered =
                stores.result(received.customerId(), received.command().commandId());
        if (remembered.isPresent()) {
            repeat(received, state.getCascade() == null ? remembered.get() : TenantStores.erased(remembered.get()));
            return new Step.Done(state);
        }
        Effects effects;
        try {
            effects = effects(received, state);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            outputs.unprocessable(received.origin(), e);
            releaseGranted(received.customerId(), state, received.origin());
            return new Step.Done(state);
        }
        return switch (effects) {
            case Effects.Ask ask -> new Step.Asking(ask(received, state, ask.claims()));
            case Effects.Refuse refuse -> {
                releaseGranted(received.customerId(), state, received.origin());
                stores.putResult(refuse.result(), received.origin().timestamp());
                outputs.result(refuse.result(), received.origin());
                yield new Step.Done(state);
            }
            case Effects.Apply apply -> new Step.Done(apply(received, state, apply));
        };
    }

    /** Only computes: if this fails, nothing has happened yet. */
    private Effects effects(ReceivedCommand received, TenantState state) {
        StoredTenant tenant = new StoredTenant(stores, uniqueKeys, received.customerId(), state);
        Instant time = Decider.timeOfChange(tenant, received.command(), received.received());
        return switch (decider.decide(tenant, received.command(), time, answers(state))) {
            case Decision.Claiming claiming -> new Effects.Ask(claiming.claims());
            case Decision.Rejected rejected ->
                new Effects.Refuse(refusal(received, rejected.rejection(), state.getChangeSeq(), time));
            case Decision.Applied applied -> {
                ChangeRecorder.Cause cause = new ChangeRecorder.Cause(
                        received.customerId(),
                        received.command().commandId(),
                        CommandTranslation.toContract(received.command().actor()),
                        time);
                PreparedChange change = recorder.prepare(cause, state, applied);
                yield new Effects.Apply(
                        cause,
                        change,
                        resultOf(received, change.changeSeq(), time)
                                .setOutcome(Outcome.APPLIED)
                                .setResource(ResourceTranslation.toContract(applied.subject()))
                                .build());
            }
        };
    }

    private TenantState apply(ReceivedCommand received, TenantState state, Effects.Apply apply) {
        TenantState after = recorder.write(apply.cause(), state, apply.change(), received.origin());
        stores.putResult(apply.result(), received.origin().timestamp());
        outputs.result(apply.result(), received.origin());
        return endOfCustomer.begun(apply.cause(), after, apply.change());
    }

    /** The same result again; for another command under the same id, its refusal, which is not remembered. */
    private void repeat(ReceivedCommand received, CommandResult remembered) {
        outputs.result(
                remembered.getFingerprint().equals(received.fingerprint())
                        ? remembered
                        : refusal(
                                received,
                                Rejection.of(
                                        Reason.IDEMPOTENCY_KEY_REUSED,
                                        "Another command with this id was decided before."),
                                remembered.getChangeSeq(),
                                received.received()),
                received.origin());
    }

    private static CommandResult refusal(ReceivedCommand received, Rejection rejection, long changeSeq, Instant time) {
        return resultOf(received, changeSeq, time)
                .setOutcome(Outcome.REJECTED)
                .setRejection(RejectionTranslation.toContract(rejection))
                .build();
    }

    private static CommandResult.Builder resultOf(ReceivedCommand received, long changeSeq, Instant time) {
        return CommandResult.newBuilder()
                .setCommandId(received.command().commandId())
                .setCustomerId(received.customerId())
                .setActor(CommandTranslation.toContract(received.command().actor()))
                .setFingerprint(received.fingerprint())
                .setChangeSeq(changeSeq)
                .setTime(time);
    }

    private ClaimAnswers answers(TenantState state) {
        return claim -> {
            String key = claimKeys.of(claim);
            return state.getAskedClaims().stream()
                    .filter(asked -> asked.getClaim().equals(key))
                    .findFirst()
                    .map(AskedClaim::getGranted);
        };
    }

    private List<AskedClaim> ask(ReceivedCommand received, TenantState state, List<Claim> claims) {
        List<AskedClaim> asked = new ArrayList<>(state.getAskedClaims());
        for (Claim claim : claims) {
            String key = claimKeys.of(claim);
            asked.add(AskedClaim.newBuilder()
                    .setClaim(key)
                    .setHolderId(claim.holderId())
                    .setCommandId(received.command().commandId())
                    .build());
            request(ClaimAction.CLAIM, key, claim.holderId(), received);
        }
        return asked;
    }

    private void releaseGranted(UUID customerId, TenantState state, IncomingRecord cause) {
        state.getAskedClaims().stream()
                .filter(asked -> Boolean.TRUE.equals(asked.getGranted()))
                .forEach(asked -> outputs.claim(
                        asked.getClaim(),
                        new ClaimRequest(ClaimAction.RELEASE, customerId, asked.getHolderId(), asked.getCommandId()),
                        cause));
    }

    private void request(ClaimAction action, String claim, UUID holderId, ReceivedCommand received) {
        outputs.claim(
                claim,
                new ClaimRequest(
                        action,
                        received.customerId(),
                        holderId,
                        received.command().commandId()),
                received.origin());
    }

    private TenantState enqueued(TenantState state, ReceivedCommand received) {
        long number = state.getMailboxNext();
        stores.putWaiting(received.customerId(), number, received.origin().waiting());
        return TenantState.newBuilder(state).setMailboxNext(number + 1).build();
    }

    private void putIfChanged(UUID customerId, TenantState before, TenantState after) {
        if (!after.equals(before)) {
            stores.put(customerId, after);
        }
    }

    private static boolean hasWaiting(TenantState state) {
        return state.getMailboxFirst() < state.getMailboxNext();
    }

    private static int indexOfUnanswered(List<AskedClaim> asked, ClaimAnswer answer) {
        for (int place = 0; place < asked.size(); place++) {
            AskedClaim candidate = asked.get(place);
            if (candidate.getGranted() == null
                    && candidate.getClaim().equals(answer.getClaim())
                    && candidate.getCommandId().equals(answer.getCommandId())) {
                return place;
            }
        }
        return -1;
    }

    /** How far a command came. */
    private sealed interface Step {
        record Done(TenantState after) implements Step {}

        record Asking(List<AskedClaim> asked) implements Step {}
    }

    /** What a decision brings about, ready to be written. */
    private sealed interface Effects {
        record Ask(List<Claim> claims) implements Effects {}

        record Refuse(CommandResult result) implements Effects {}

        record Apply(ChangeRecorder.Cause cause, PreparedChange change, CommandResult result) implements Effects {}
    }
}
