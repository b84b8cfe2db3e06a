package net.voipbin.provisioning.topology;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.Decider;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.topology.store.RememberedResults;
import net.voipbin.provisioning.topology.store.TenantStores;
import net.voipbin.provisioning.translation.CommandTranslation;
import org.apache.kafka.common.KafkaException;

/** Decides one command and carries out what is decided: the command ends in one result, or asks for claims. Not thread-safe. */
record CommandDecision(
        TenantStores stores,
        Outputs outputs,
        Decider decider,
        HashedUniqueKeys hashedUniqueKeys,
        ClaimRequests claims,
        ChangeRecorder recorder,
        CustomerEndSteps customerEnd) {

    /**
     * The customer's state after the command. Where it has {@linkplain ClaimRequests#unanswered unanswered claims}, the
     * command is to be decided again when they are answered; else the command is done with.
     */
    TenantState carryOut(ReceivedCommand received, TenantState state) {
        Optional<CommandResult> remembered =
                stores.results().find(received.customerId(), received.command().commandId());
        if (remembered.isPresent()) {
            repeat(
                    received,
                    state.getCascade() == null ? remembered.get() : RememberedResults.erased(remembered.get()));
            return state;
        }
        Prepared prepared;
        try {
            prepared = prepare(received, state);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            outputs.unprocessable(received.origin(), e);
            claims.releaseGranted(received.customerId(), state, received.origin());
            return state;
        }
        return switch (prepared) {
            case Claiming claiming -> claims.ask(received, state, claiming.claims());
            case Refusal refusal -> {
                claims.releaseGranted(received.customerId(), state, received.origin());
                tell(received, refusal.result());
                yield state;
            }
            case Application application -> {
                TenantState after = recorder.write(application.cause(), state, application.change(), received.origin());
                tell(received, application.result());
                yield customerEnd.begun(application.cause(), after, application.change());
            }
        };
    }

    /** Only computes: if this fails, nothing has happened yet. */
    private Prepared prepare(ReceivedCommand received, TenantState state) {
        StoredTenant tenant = new StoredTenant(stores, hashedUniqueKeys, received.customerId(), state);
        Instant time = Decider.timeOfChange(tenant, received.command(), received.received());
        return switch (decider.decide(tenant, received.command(), time, claims.answers(state))) {
            case Decision.Claiming claiming -> new Claiming(claiming.claims());
            case Decision.Rejected rejected ->
                new Refusal(received.rejected(state.getChangeSeq(), time, rejected.rejection()));
            case Decision.Applied applied -> {
                ChangeRecorder.Cause cause = new ChangeRecorder.Cause(
                        received.customerId(),
                        received.command().commandId(),
                        CommandTranslation.toContract(received.command().actor()),
                        time);
                PreparedChange change = recorder.prepare(cause, state, applied);
                yield new Application(cause, change, received.applied(change.changeSeq(), time, applied.subject()));
            }
        };
    }

    private void tell(ReceivedCommand received, CommandResult result) {
        stores.results().put(result, received.origin().timestamp());
        outputs.result(result, received.origin());
    }

    /** The same result again; for another command under the same id, its refusal, which is not remembered. */
    private void repeat(ReceivedCommand received, CommandResult remembered) {
        outputs.result(
                remembered.getFingerprint().equals(received.fingerprint())
                        ? remembered
                        : received.rejected(
                                remembered.getChangeSeq(),
                                received.received(),
                                Rejection.of(
                                        Reason.IDEMPOTENCY_KEY_REUSED,
                                        "Another command with this id was decided before.")),
                received.origin());
    }

    /** What a decision brings about, ready to be written. */
    private sealed interface Prepared {}

    private record Claiming(List<Claim> claims) implements Prepared {}

    private record Refusal(CommandResult result) implements Prepared {}

    private record Application(ChangeRecorder.Cause cause, PreparedChange change, CommandResult result)
            implements Prepared {}
}
