package net.voipbin.provisioning.sandbox.benchmark;

import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The customers of a run, the first so many of the sequence in {@link Commands#customerId}. Their number only grows. Not
 * thread-safe.
 */
final class Population {

    private static final long FEW = 10_000;

    private final Product product;
    private final Commands commands;
    private final long total;
    private long size;

    /** @param total to how many customers the product grows */
    Population(Product product, Commands commands, long total) {
        this.product = product;
        this.commands = commands;
        this.total = total;
    }

    /** How many there are now. */
    long size() {
        return size;
    }

    /** How many there are before growth is measured: 10,000, or half of the total where that is less. */
    long few() {
        return Math.min(FEW, total / 2);
    }

    /** To how many it grows. */
    long total() {
        return total;
    }

    /** Creates the first few customers, and returns when the read model has them. */
    void createFew() {
        CommandRun.unmeasured(product, few(), index -> commands.createCustomer(Commands.customerId(index)));
        size = few();
    }

    /** Creates the rest of the customers, and measures how fast the product carries that out. */
    CommandRun createAll(Report report) {
        long before = size;
        long count = total - before;
        size = total;
        return CommandRun.of(
                product,
                count / CommandThroughput.WARM_SHARE,
                count,
                index -> commands.createCustomer(Commands.customerId(before + index)),
                new Pace(report, "CreateCustomer", count));
    }

    /** Updates of existing customers, one after the other. */
    LongFunction<ProducerRecord<byte[], byte[]>> updates() {
        return index -> commands.updateCustomer(Commands.customerId(index % size));
    }
}
