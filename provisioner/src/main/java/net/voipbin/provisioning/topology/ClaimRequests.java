package net.voipbin.provisioning.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.contract.AskedClaim;
import net.voipbin.provisioning.contract.ClaimAction;
import net.voipbin.provisioning.contract.ClaimAnswer;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.ClaimAnswers;

/** The claims that the command at the head of a customer's mailbox asks for, and their answers. Not thread-safe. */
record ClaimRequests(Outputs outputs, HashedClaims hashedClaims) {

    /** Asks for the claims; the state waits for their answers. */
    TenantState ask(ReceivedCommand received, TenantState state, List<Claim> claims) {
        List<AskedClaim> asked = new ArrayList<>(state.getAskedClaims());
        UUID commandId = received.command().commandId();
        for (Claim claim : claims) {
            String key = hashedClaims.of(claim);
            asked.add(AskedClaim.newBuilder()
                    .setClaim(key)
                    .setHolderId(claim.holderId())
                    .setCommandId(commandId)
                    .build());
            outputs.claim(
                    key,
                    new ClaimRequest(ClaimAction.CLAIM, received.customerId(), claim.holderId(), commandId),
                    received.origin());
        }
        return TenantState.newBuilder(state).setAskedClaims(asked).build();
    }

    /** The answers that came to the asked claims so far; a claim without one is yet to be asked or answered. */
    ClaimAnswers answers(TenantState state) {
        return claim -> {
            String key = hashedClaims.of(claim);
            return state.getAskedClaims().stream()
                    .filter(asked -> asked.getClaim().equals(key))
                    .findFirst()
                    .map(AskedClaim::getGranted);
        };
    }

    /** Gives back what was granted to a command that comes to nothing. */
    void releaseGranted(UUID customerId, TenantState state, IncomingRecord cause) {
        state.getAskedClaims().stream()
                .filter(asked -> Boolean.TRUE.equals(asked.getGranted()))
                .forEach(asked -> outputs.claim(
                        asked.getClaim(),
                        new ClaimRequest(ClaimAction.RELEASE, customerId, asked.getHolderId(), asked.getCommandId()),
                        cause));
    }

    /** Whether the command at the head has claims that are not answered yet. */
    static boolean unanswered(TenantState state) {
        return state.getAskedClaims().stream().anyMatch(claim -> claim.getGranted() == null);
    }

    /** The state with the answer; empty where nobody waits for it. */
    static Optional<TenantState> answered(TenantState state, ClaimAnswer answer) {
        List<AskedClaim> asked = new ArrayList<>(state.getAskedClaims());
        for (int index = 0; index < asked.size(); index++) {
            AskedClaim claim = asked.get(index);
            if (claim.getGranted() == null
                    && claim.getClaim().equals(answer.getClaim())
                    && claim.getCommandId().equals(answer.getCommandId())) {
                asked.set(
                        index,
                        AskedClaim.newBuilder(claim)
                                .setGranted(answer.getGranted())
                                .build());
                return Optional.of(
                        TenantState.newBuilder(state).setAskedClaims(asked).build());
            }
        }
        return Optional.empty();
    }
}
