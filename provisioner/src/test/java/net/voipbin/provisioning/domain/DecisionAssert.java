package net.voipbin.provisioning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** What a test expects of a decision, in the words of the rules. */
public final class DecisionAssert {

    private final Decision decision;

    private DecisionAssert(Decision decision) {
        this.decision = decision;
    }

    public static DecisionAssert assertThatDecision(Decision decision) {
        return new DecisionAssert(decision);
    }

    /** Carried out, in one change of these events in this order. */
    public void applied(String... events) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Applied.class,
                        applied -> assertThat(applied.changes())
                                .extracting(Change::eventType)
                                .containsExactly(events));
    }

    /** Succeeded without any effect. */
    public void fulfilled(Resource subject) {
        assertThat(decision).isEqualTo(Decision.Applied.fulfilled(subject));
    }

    public void rejected(Reason reason) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.rejection().reason()).isEqualTo(reason));
    }

    public void rejectedForField(Reason reason, String field) {
        rejectedWith(reason, Map.of("field", new Rejection.Detail.Text(field)));
    }

    public void rejectedWith(Reason reason, Map<String, Rejection.Detail> details) {
        rejected(reason);
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.rejection().details()).isEqualTo(details));
    }
}
