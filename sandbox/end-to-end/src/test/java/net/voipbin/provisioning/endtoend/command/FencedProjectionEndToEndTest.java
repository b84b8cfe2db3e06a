package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the provisioner does when another member of the projection's group has its instance id. */
@Tag("long")
final class FencedProjectionEndToEndTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MOST_FENCINGS = 5;
    private static final SystemUnderTest SYSTEM = SystemUnderTest.shared();

    @Test
    void shouldGoOnWhenANamesakeJoinsAndLeaves() {
        // Given
        long before = logged("The member was fenced");
        UUID customerId = UUID.randomUUID();

        // When
        joinAsNamesake();
        await().atMost(TIMEOUT).until(() -> logged("The member was fenced") > before);

        // Then
        try (UpstreamCommands upstream = SYSTEM.upstream()) {
            upstream.publish(UpstreamCommands.creation(customerId, customerId + "@fenced.example"))
                    .join();
            await().atMost(TIMEOUT).until(() -> isShown(customerId));
        }
        SYSTEM.awaitProvisioner();
    }

    @Test
    void shouldEndWhenANamesakeStays() {
        // Given
        SYSTEM.stopProvisioner();
        SYSTEM.startProvisioner();
        SYSTEM.awaitProvisioner();
        long before = logged("The member was fenced");
        long ended = logged("The projection cannot go on");

        // When
        while (provisionerRuns() && logged("The projection cannot go on") == ended) {
            joinAsNamesake();
        }

        // Then
        await().atMost(TIMEOUT).until(() -> !provisionerRuns());
        assertThat(logged("The member was fenced")).isEqualTo(before + MOST_FENCINGS);
        SYSTEM.startProvisioner();
        SYSTEM.awaitProvisioner();
    }

    private static boolean provisionerRuns() {
        return ProcessHandle.of(SYSTEM.provisionerPid())
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }

    /**
     * Takes the provisioner's place in the group and goes, which the group is not told of; or finds that the provisioner has
     * just taken it back.
     */
    private static void joinAsNamesake() {
        Map<String, String> provisioner = SYSTEM.provisionerEnvironment();
        try (KafkaConsumer<byte[], byte[]> namesake = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        SYSTEM.bed().bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "provisioner-projection",
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        provisioner.get("PROVISIONER_INSTANCE_ID"),
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        RangeAssignor.class.getName(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            namesake.subscribe(List.of(Topics.EVENTS.name(), Topics.CREDENTIALS.name(), Topics.RESULTS.name()));
            await().atMost(TIMEOUT).until(() -> {
                namesake.poll(POLL);
                return !namesake.assignment().isEmpty();
            });
        } catch (FencedInstanceIdException e) {
            // Comes by again, where there is still somebody.
        }
    }

    private static boolean isShown(UUID customerId) {
        return SYSTEM.database()
                .withHandle(handle -> handle.createQuery("select exists (select 1 from customers where id = :id)")
                        .bind("id", customerId)
                        .mapTo(Boolean.class)
                        .one());
    }

    private static long logged(String message) {
        List<String> lines = SYSTEM.provisionerLog();
        assertThat(lines).isNotEmpty();
        return lines.stream().filter(line -> line.contains(message)).count();
    }
}
