package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.DeleteCustomer;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaCommandPublisherTest {

    private static final Duration WRITE_DEADLINE = Duration.ofSeconds(8);
    private static final Serializer<Command> SERIALIZER = (topic, value) -> new byte[] {1};
    private static final Command COMMAND = Command.newBuilder()
            .setCommandId(UUID.randomUUID())
            .setCustomerId(UUID.randomUUID())
            .setActor(Actor.newBuilder().setKind(ActorKind.PLATFORM).build())
            .setTime(Instant.EPOCH)
            .setDeleteCustomer(new DeleteCustomer())
            .build();

    @Test
    void shouldPublishNothingWhileNoBrokerAnswers() {
        // Given
        MockProducer<String, Command> producer = new MockProducer<>(true, null, new StringSerializer(), SERIALIZER);
        AtomicBoolean away = new AtomicBoolean(true);
        try (KafkaCommandPublisher publisher = KafkaCommandPublisher.on(producer, WRITE_DEADLINE, away::get)) {

            // When
            CompletableFuture<Void> refused = publisher.publish(COMMAND);
            boolean ready = publisher.ready();
            away.set(false);
            CompletableFuture<Void> taken = publisher.publish(COMMAND);

            // Then
            assertThat(refused)
                    .failsWithin(Duration.ZERO)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(NotTakenException.class);
            assertThat(ready).isFalse();
            assertThat(taken).isCompleted();
            assertThat(producer.history()).hasSize(1);
        }
    }

    @Test
    void shouldKnowWithinTheWriteDeadlineThatKafkaIsAway() {
        // Given
        try (KafkaCommandPublisher publisher = KafkaCommandPublisher.open(
                Map.of("bootstrap.servers", "127.0.0.1:1"), SERIALIZER, WRITE_DEADLINE, new SimpleMeterRegistry())) {
            Instant start = Instant.now();

            // When
            CompletableFuture<Void> taken = publisher.publish(COMMAND);

            // Then
            assertThat(taken)
                    .failsWithin(WRITE_DEADLINE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(NotTakenException.class);
            assertThat(Duration.between(start, Instant.now())).isLessThan(WRITE_DEADLINE);
            assertThat(publisher.ready()).isFalse();
        }
    }

    static List<KafkaException> beforeTheRecordIsBuffered() {
        return List.of(
                new TimeoutException("no metadata within max.block.ms, or no registry"),
                new BufferExhaustedException("no room within max.block.ms"),
                new TopicAuthorizationException("may not describe"),
                new SaslAuthenticationException("who?"),
                new InvalidTopicException("what?"),
                new SerializationException("no such schema"),
                new InterruptException("interrupted"));
    }

    @ParameterizedTest
    @MethodSource("beforeTheRecordIsBuffered")
    void shouldTellThatARecordIsCertainlyNotTaken(KafkaException failure) {
        // When
        CompletableFuture<Void> calledBack = failingAtOnce(failure).publish(COMMAND);
        CompletableFuture<Void> thrown = throwing(failure).publish(COMMAND);

        // Then
        assertThat(calledBack.exceptionNow())
                .isInstanceOf(NotTakenException.class)
                .hasCause(failure);
        assertThat(thrown.exceptionNow()).isInstanceOf(NotTakenException.class).hasCause(failure);
    }

    static List<RuntimeException> ofAProducerThatHasFailedForGood() {
        return List.of(
                new KafkaException("in an error state"),
                new ProducerFencedException("fenced"),
                new InvalidProducerEpochException("old epoch"),
                new IllegalStateException("in an error state"));
    }

    @ParameterizedTest
    @MethodSource("ofAProducerThatHasFailedForGood")
    void shouldNotCallARecordUntakenThatWasBufferedBeforeTheProducerSaidThatItHasFailed(RuntimeException failure) {
        // When
        CompletableFuture<Void> taken = throwing(failure).publish(COMMAND);

        // Then
        assertThat(taken.exceptionNow()).isSameAs(failure);
    }

    @ParameterizedTest
    @MethodSource("ofAProducerThatHasFailedForGood")
    void shouldTellThatItIsBrokenOnceTheProducerHasFailedForGood(RuntimeException failure) {
        // Given
        KafkaCommandPublisher publisher = throwing(failure);
        boolean before = publisher.broken();

        // When
        publisher.publish(COMMAND);

        // Then
        assertThat(before).isFalse();
        assertThat(publisher.broken()).isTrue();
        assertThat(publisher.ready()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("beforeTheRecordIsBuffered")
    void shouldNotBeBrokenByWhatPasses(KafkaException failure) {
        // Given
        KafkaCommandPublisher publisher = throwing(failure);

        // When
        publisher.publish(COMMAND);

        // Then
        assertThat(publisher.broken()).isFalse();
    }

    static List<KafkaException> afterTheRecordWasBuffered() {
        return List.of(
                new TimeoutException("Expiring 1 record(s): delivery.timeout.ms has passed"),
                new NotEnoughReplicasAfterAppendException("appended, but not everywhere"),
                new OutOfOrderSequenceException("lost count"),
                new NetworkException("disconnected"),
                new ClusterAuthorizationException("on a repeated attempt"),
                new KafkaException("closed by force"));
    }

    @ParameterizedTest
    @MethodSource("afterTheRecordWasBuffered")
    void shouldNotCallARecordUntakenThatMayHaveBeenSent(KafkaException failure) {
        // When
        CompletableFuture<Void> taken = failingLater(failure);

        // Then
        assertThat(taken.exceptionNow()).isSameAs(failure);
    }

    @Test
    void shouldTellWhatTheBrokerRefuses() {
        // When
        CompletableFuture<Void> unauthorized = failingLater(new TopicAuthorizationException("may not write"));
        CompletableFuture<Void> tooLarge = failingLater(new RecordTooLargeException("too large"));

        // Then
        assertThat(unauthorized.exceptionNow()).isInstanceOf(NotTakenException.class);
        assertThat(tooLarge.exceptionNow()).isInstanceOf(RecordTooLargeException.class);
    }

    private static KafkaCommandPublisher failingAtOnce(KafkaException failure) {
        return on(new MockProducer<>(false, null, new StringSerializer(), SERIALIZER) {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<String, Command> sent, Callback callback) {
                callback.onCompletion(null, failure);
                return CompletableFuture.failedFuture(failure);
            }
        });
    }

    private static KafkaCommandPublisher throwing(RuntimeException failure) {
        MockProducer<String, Command> producer = producer();
        producer.sendException = failure;
        return on(producer);
    }

    /** The failure comes in the producer's own thread. */
    private static CompletableFuture<Void> failingLater(KafkaException failure) {
        MockProducer<String, Command> producer = producer();
        CompletableFuture<Void> taken = on(producer).publish(COMMAND);
        CompletableFuture.runAsync(() -> producer.errorNext(failure)).join();
        return taken;
    }

    private static MockProducer<String, Command> producer() {
        return new MockProducer<>(false, null, new StringSerializer(), SERIALIZER);
    }

    private static KafkaCommandPublisher on(MockProducer<String, Command> producer) {
        return KafkaCommandPublisher.on(producer, WRITE_DEADLINE, () -> false);
    }
}
