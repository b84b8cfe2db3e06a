package net.voipbin.provisioning.domain;

import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimAnswersTest {

    private static final Claim EMAIL = Claim.customerEmail("A@x.io", CUSTOMER_ID);
    private static final Claim USERNAME = Claim.agentUsername("B@x.io", CUSTOMER_ID);
    private static final List<Claim> BOTH = List.of(EMAIL, USERNAME);

    @Test
    void shouldNotStandInTheWayOnceAllAreGranted() {
        // Then
        assertThat(answers(Map.of(EMAIL, true, USERNAME, true)).obstacle(BOTH)).isEmpty();
        assertThat(ClaimAnswers.NONE.obstacle(List.of())).isEmpty();
    }

    @Test
    void shouldAskForTheUnansweredOnly() {
        // Then
        assertThat(ClaimAnswers.NONE.obstacle(BOTH)).contains(new Decision.Claiming(BOTH));
        assertThat(answers(Map.of(EMAIL, true)).obstacle(BOTH)).contains(new Decision.Claiming(List.of(USERNAME)));
    }

    @Test
    void shouldRefuseAsSoonAsOneIsRefusedInTheWordsOfItsKind() {
        // Then
        assertThat(answers(Map.of(EMAIL, false)).obstacle(BOTH))
                .contains(Claim.Namespace.CUSTOMER_EMAIL.refusal().decision());
        assertThat(answers(Map.of(EMAIL, true, USERNAME, false)).obstacle(BOTH))
                .contains(Claim.Namespace.AGENT_USERNAME.refusal().decision());
        assertThat(Claim.Namespace.CUSTOMER_EMAIL.refusal().reason()).isEqualTo(Reason.CUSTOMER_ALREADY_EXISTS);
        assertThat(Claim.Namespace.AGENT_USERNAME.refusal().reason()).isEqualTo(Reason.AGENT_ALREADY_EXISTS);
    }

    @Test
    void shouldCompareValuesCaseInsensitively() {
        // Then
        assertThat(EMAIL).isEqualTo(Claim.customerEmail("a@X.IO", CUSTOMER_ID));
        assertThat(USERNAME).isEqualTo(Claim.agentUsername("b@X.IO", CUSTOMER_ID));
    }

    private static ClaimAnswers answers(Map<Claim, Boolean> answers) {
        return claim -> Optional.ofNullable(answers.get(claim));
    }
}
