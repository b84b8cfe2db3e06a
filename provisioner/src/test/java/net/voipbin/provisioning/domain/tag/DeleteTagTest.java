package net.voipbin.provisioning.domain.tag;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Revisions.deleted;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.Tag;
import net.voipbin.provisioning.domain.agent.UpdateAgentTagIds;
import org.junit.jupiter.api.Test;

class DeleteTagTest {

    private final Office office = new Office();
    private final Tag day = office.tag("day");
    private final Tag night = office.tag("night");

    @Test
    void shouldEndTheTag() {
        // When
        Decision.Applied applied = office.apply(as(office.manager()), new DeleteTag(day.id()));
        // Then
        assertThat(applied.subject()).isEqualTo(deleted(day, NOW));
        assertThat(applied.changes()).containsExactly(Change.deleted(day, day, NOW));
        assertThat(Office.events(applied)).containsExactly("tag_deleted");
        assertThat(applied.credentials()).isEmpty();
        assertThat(office.find(Tag.class, day.id())).isEmpty();
    }

    @Test
    void shouldTakeItFromAgentsAndQueuesInTheSameChange() {
        // Given
        tag(office.clerk(), day, night);
        tag(office.intern(), night);
        Queue queue = queue(night, day);
        Agent clerk = office.clerk();
        Agent intern = office.intern();
        // When
        Decision.Applied applied = office.apply(PLATFORM, new DeleteTag(day.id()));
        // Then
        assertThat(applied.changes().getFirst()).isEqualTo(Change.deleted(day, day, NOW));
        assertThat(applied.changes().subList(1, applied.changes().size()))
                .containsExactlyInAnyOrder(
                        Change.updated(clerk, clerk.withTagIds(List.of(night.id())), NOW),
                        Change.updated(queue, Samples.withTagIds(queue, List.of(night.id())), NOW));
        assertThat(office.clerk().tagIds()).containsExactly(night.id());
        assertThat(office.find(Queue.class, queue.id()).orElseThrow().profile().tagIds())
                .containsExactly(night.id());
        assertThat(office.intern()).isEqualTo(intern);
    }

    @Test
    void shouldNotFindADeletedTagAgain() {
        // Given
        office.apply(PLATFORM, new DeleteTag(day.id()));
        // Then
        assertThatDecision(office.handle(PLATFORM, new DeleteTag(day.id()))).rejected(Reason.RESOURCE_NOT_FOUND);
    }

    private void tag(Agent agent, Tag... tags) {
        office.apply(
                PLATFORM,
                new UpdateAgentTagIds(
                        agent.id(),
                        List.of(tags).stream().map(tag -> tag.id().toString()).toList()));
    }

    private Queue queue(Tag... tags) {
        Queue queue = new Queue(
                UUID.fromString("0893b0a0-8888-7000-8000-00000000000e"),
                CUSTOMER_ID,
                Revision.first(NOON),
                new Queue.Profile(
                        "support",
                        "",
                        Queue.RoutingMethod.RANDOM,
                        List.of(tags).stream().map(Tag::id).toList(),
                        Optional.empty(),
                        0,
                        0));
        office.put(queue);
        return queue;
    }
}
