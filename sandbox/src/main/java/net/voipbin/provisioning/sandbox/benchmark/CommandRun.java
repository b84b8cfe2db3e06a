package net.voipbin.provisioning.sandbox.benchmark;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How fast the product works off commands that lie in wait. It runs while they are published, which is done in far less
 * time than it needs for them; that time is left out, for publishing takes of the same cores: the figures begin when the
 * last command is acknowledged and the warm-up is over.
 *
 * @param decided until their results are committed
 * @param shown until the read model has the last of them too
 */
record CommandRun(Throughput decided, Throughput shown) {

    /** A run fails when it takes longer than this and {@link #LONGEST_COMMAND} for each of its commands. */
    private static final Duration START = Duration.ofMinutes(1);

    /** A tenth of the least speed that a figure could be of interest at. */
    private static final Duration LONGEST_COMMAND = Duration.ofMillis(10);

    /**
     * Has commands carried out.
     *
     * @param warmUp how many of them, the first, are left out of the figures at least
     * @param count how many there are, warm-up included
     * @param commands by their index, from 0; asked for by another thread, in order
     * @param progress told again and again how many results have come
     * @throws IllegalStateException if they are not carried out in time, or too many of them before the last is published
     */
    static CommandRun of(
            Product product,
            long warmUp,
            long count,
            LongFunction<ProducerRecord<byte[], byte[]>> commands,
            LongConsumer progress) {
        try (Drain results = Drain.fromNow(product.bootstrapServers(), Topics.RESULTS.name());
                ExecutorService publisher = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Throughput> published =
                    CompletableFuture.supplyAsync(() -> publish(product, count, commands), publisher);
            Throughput decided =
                    product.whileItRuns(() -> results.await(published, warmUp, count, longest(count), progress));
            long last = System.nanoTime();
            product.awaitReadModel(longest(count));
            Duration behind = Duration.ofNanos(System.nanoTime() - last);
            return new CommandRun(
                    decided, new Throughput(decided.count(), decided.time().plus(behind)));
        }
    }

    /** Has commands carried out; returns when the read model has all that they brought about. */
    static void unmeasured(Product product, long count, LongFunction<ProducerRecord<byte[], byte[]>> commands) {
        try (Drain results = Drain.fromNow(product.bootstrapServers(), Topics.RESULTS.name())) {
            publish(product, count, commands);
            product.whileItRuns(() -> {
                results.await(count, longest(count));
                return count;
            });
            product.awaitReadModel(longest(count));
        }
    }

    private static Throughput publish(
            Product product, long count, LongFunction<ProducerRecord<byte[], byte[]>> commands) {
        return Backlog.publish(product.bootstrapServers(), Topics.COMMANDS.name(), 0, count, index -> {
            ProducerRecord<byte[], byte[]> command = commands.apply(index);
            return new Backlog.Entry(command.key(), command.value());
        });
    }

    private static Duration longest(long count) {
        return START.plus(LONGEST_COMMAND.multipliedBy(count));
    }
}
