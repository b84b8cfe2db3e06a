package net.voipbin.provisioning.sandbox.benchmark;

import java.time.Duration;
import java.util.function.LongFunction;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How fast the product works off commands that lie in wait: it runs, and they are published in far less time than it
 * needs for them.
 *
 * @param decided until their results are committed
 * @param shown until the read model has the last of them too
 */
record CommandRun(Throughput decided, Throughput shown) {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /**
     * Has commands carried out.
     *
     * @param warmUp how many of them, the first, are left out of the figures
     * @param count how many there are, warm-up included
     * @param commands by their index, from 0
     */
    static CommandRun of(
            Product product, long warmUp, long count, LongFunction<ProducerRecord<byte[], byte[]>> commands) {
        try (Drain results = publish(product, count, commands)) {
            Throughput decided = results.await(warmUp, count, TIMEOUT);
            long last = System.nanoTime();
            product.awaitReadModel();
            Duration behind = Duration.ofNanos(System.nanoTime() - last);
            return new CommandRun(
                    decided, new Throughput(decided.count(), decided.time().plus(behind)));
        }
    }

    /** Has commands carried out; returns when the read model has all that they brought about. */
    static void unmeasured(Product product, long count, LongFunction<ProducerRecord<byte[], byte[]>> commands) {
        try (Drain results = publish(product, count, commands)) {
            results.await(count, TIMEOUT);
            product.awaitReadModel();
        }
    }

    private static Drain publish(Product product, long count, LongFunction<ProducerRecord<byte[], byte[]>> commands) {
        Drain results = Drain.fromNow(product.bootstrapServers(), Topics.RESULTS.name());
        Backlog.publish(product.bootstrapServers(), Topics.COMMANDS.name(), 0, count, index -> {
            ProducerRecord<byte[], byte[]> command = commands.apply(index);
            return new Backlog.Entry(command.key(), command.value());
        });
        return results;
    }
}
