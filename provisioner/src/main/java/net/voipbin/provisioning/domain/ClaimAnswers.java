package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Optional;

/** Which claims of a command have been answered, and how. */
@FunctionalInterface
public interface ClaimAnswers {

    ClaimAnswers NONE = claim -> Optional.empty();

    /** Whether the claim is granted or refused; empty until it is answered. */
    Optional<Boolean> granted(Claim claim);

    /** Empty once all of them are granted; until then, what stands in the way. */
    default Optional<Decision> obstacle(List<Claim> wanted) {
        Optional<Decision> refused = wanted.stream()
                .filter(claim -> granted(claim).equals(Optional.of(false)))
                .findFirst()
                .map(claim -> claim.namespace().refusal().decision());
        if (refused.isPresent()) {
            return refused;
        }
        List<Claim> unanswered =
                wanted.stream().filter(claim -> granted(claim).isEmpty()).toList();
        return unanswered.isEmpty() ? Optional.empty() : Optional.of(new Decision.Claiming(unanswered));
    }
}
