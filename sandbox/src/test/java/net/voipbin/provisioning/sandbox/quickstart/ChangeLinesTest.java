package net.voipbin.provisioning.sandbox.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Tag;
import org.junit.jupiter.api.Test;

final class ChangeLinesTest {

    private static final UUID CUSTOMER = UUID.fromString("6f0e6a2f-1e6b-4c55-9f0e-5f1d7c103f0a");

    private final List<String> lines = new ArrayList<>();
    private final ChangeLines changes = new ChangeLines(lines::add);

    @Test
    void shouldWriteOneLineForAChange() {
        // When
        for (int index = 0; index < 4; index++) {
            changes.accept(event(index, index == 0 ? "tag_deleted" : index == 1 ? "agent_updated" : "queue_updated"));
        }

        // Then
        assertThat(lines)
                .containsExactly(CUSTOMER + " change 7: tag_deleted \"sales\", agent_updated, queue_updated × 2");
    }

    @Test
    void shouldWriteNoLineWhenAChangeIsNotWhole() {
        // When
        changes.accept(event(0, "tag_deleted"));

        // Then
        assertThat(lines).isEmpty();
    }

    private static ResourceEvent event(int index, String type) {
        return ResourceEvent.newBuilder()
                .setType(type)
                .setCustomerId(CUSTOMER)
                .setChangeSeq(7)
                .setIndex(index)
                .setSize(4)
                .setTime(Instant.EPOCH)
                .setCommandId(UUID.randomUUID())
                .setActor(Actor.newBuilder()
                        .setKind(ActorKind.PLATFORM)
                        .setService("test")
                        .build())
                .setResource(Resource.newBuilder()
                        .setTag(Tag.newBuilder()
                                .setId(UUID.randomUUID())
                                .setCustomerId(CUSTOMER)
                                .setVersion(1)
                                .setName("sales")
                                .setDetail("")
                                .setTmCreate(Instant.EPOCH)
                                .build())
                        .build())
                .build();
    }
}
