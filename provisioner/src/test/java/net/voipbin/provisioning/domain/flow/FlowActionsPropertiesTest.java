package net.voipbin.provisioning.domain.flow;

import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.TenantAtWork;

class FlowActionsPropertiesTest {

    private static final UUID STEP = UUID.fromString("0593b0a0-5555-7abc-8000-00000000000e");

    @Property(tries = 300)
    void shouldKeepTheShapeOfEveryFlow(@ForAll("flows") List<NamedFlowAction> named) {
        // When
        List<Flow.Action> actions = made(named);
        // Then
        assertThat(actions).hasSameSizeAs(named);
        assertThat(new HashSet<>(actions.stream().map(Flow.Action::id).toList()))
                .hasSameSizeAs(named);
        for (int i = 0; i < named.size(); i++) {
            String next = named.get(i).nextId();
            Optional<UUID> expected = IntStream.range(0, named.size())
                    .filter(other -> !next.isEmpty() && named.get(other).id().equals(next))
                    .mapToObj(other -> actions.get(other).id())
                    .findFirst();
            assertThat(actions.get(i).nextId()).isEqualTo(expected);
        }
    }

    /** Each action has its own name, a UUID or none; the next is one of those, or none. */
    @Provide
    Arbitrary<List<NamedFlowAction>> flows() {
        List<String> ids = List.of("a", "b", "1", STEP.toString(), new UUID(3, 4).toString(), "");
        Arbitrary<List<String>> some = Arbitraries.shuffle(ids);
        return Combinators.combine(some, Arbitraries.of(ids).list().ofSize(ids.size()))
                .as((own, next) -> IntStream.range(0, own.size())
                        .mapToObj(i -> action(own.get(i), next.get(i)))
                        .toList());
    }

    private static NamedFlowAction action(String id, String nextId) {
        return new NamedFlowAction(id, nextId, "talk", "");
    }

    private static List<Flow.Action> made(List<NamedFlowAction> actions) {
        CreateFlow create = new CreateFlow("flow", "", "", actions, "");
        return subject(Flow.class, new TenantAtWork().by(ADMIN, create))
                .profile()
                .actions();
    }
}
