package net.voipbin.provisioning.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TopicSettingsTest {

    static List<Topic<? extends SpecificRecord>> topics() {
        return Topics.all();
    }

    @Test
    void shouldKeepRecordsOfADeletingTopicForItsRetention() {
        assertThat(TopicSettings.of(Topics.COMMANDS, 1))
                .containsAllEntriesOf(Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        "604800000",
                        "retention.bytes",
                        "-1",
                        "segment.ms",
                        "86400000",
                        "message.timestamp.type",
                        "LogAppendTime"));
    }

    @Test
    void shouldKeepTheNewestRecordsOfACompactedTopicForEver() {
        assertThat(TopicSettings.of(Topics.EVENTS, 1))
                .containsAllEntriesOf(Map.of(
                        "cleanup.policy",
                        "compact",
                        "retention.ms",
                        "-1",
                        "min.compaction.lag.ms",
                        "21600000",
                        "delete.retention.ms",
                        "604800000"));
    }

    @Test
    void shouldHaveSupersededRecordsCompactedWithinTheRetention() {
        // When
        Map<String, String> settings = TopicSettings.of(Topics.EVENTS, 1);

        // Then
        long promise = Topics.EVENTS.retention().toMillis();
        assertThat(Duration.ofMillis(Long.parseLong(settings.getOrDefault("max.compaction.lag.ms", "")))
                        .toMillis())
                .isLessThan(promise);
        assertThat(Long.parseLong(settings.getOrDefault("segment.ms", ""))).isLessThan(promise);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,2", "5,2"})
    void shouldAskForTwoReplicasInSyncWhereThereAreThree(int replicationFactor, String expected) {
        assertThat(TopicSettings.of(Topics.COMMANDS, replicationFactor)).containsEntry("min.insync.replicas", expected);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldSetWhatTheTopicItselfAsksFor(Topic<?> topic) {
        assertThat(TopicSettings.of(topic, 1)).containsAllEntriesOf(topic.configuration());
    }
}
