package net.voipbin.provisioning.sandbox.benchmark;

import java.util.Optional;
import java.util.function.LongFunction;
import net.voipbin.provisioning.sandbox.benchmark.Report.Figure;
import net.voipbin.provisioning.sandbox.benchmark.Report.Goal;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How many commands the product carries out per second, until their results and until the read model has them, beside
 * what Kafka and PostgreSQL alone can do; and the memory and disk that it takes for few and for many customers.
 */
record CommandThroughput(Product product, Report report, Commands commands, Population customers, Limits limits) {

    /** The warm-up is this share of each run: a fourth. */
    static final long WARM_SHARE = 4;

    static final long UPDATES = 60_000;

    private static final long AGENTS = 40_000;
    private static final long MIXED = 40_000;

    /** Measures few customers first, then more until all are there. */
    void measure() {
        // The provisioner has just been started.
        CommandRun.unmeasured(product, UPDATES / 2, customers.updates());
        long few = customers.few();
        Figure ofFew = updates(few, limits.bareStreams(), Optional.of(Goal.leastRatio(0.5)));
        footprint();
        run("CreateAgent", AGENTS, index -> commands.createAgent(Commands.customerId(index % few)));
        long first = customers.total();
        run(
                "mixed load",
                MIXED,
                index -> commands.mixed(index, Commands.customerId(index % few), Commands.customerId(first + index)));
        CommandRun births = customers.createAll(report);
        String to = String.format(" to %,d customers", customers.total());
        Figure decided = report(
                "CreateCustomer, until the result," + to,
                births.decided().perSecond(),
                limits.bareStreams(),
                Optional.of(Goal.leastRatio(0.2)));
        limits.postgresBirth()
                .ifPresent(instead -> report.add(
                        "CreateCustomer, beside the birth in PostgreSQL",
                        decided.value(),
                        Units.COMMANDS_PER_SECOND,
                        instead,
                        Goal.leastRatio(1)));
        report.add(
                "CreateCustomer, until the read model," + to,
                births.shown().perSecond(),
                Units.COMMANDS_PER_SECOND,
                decided,
                Goal.leastRatio(0.9));
        updates(customers.total(), Optional.of(ofFew), Optional.of(Goal.leastRatio(0.8)));
        footprint();
    }

    private Figure updates(long among, Optional<Figure> limit, Optional<Goal> goal) {
        CommandRun run = CommandRun.of(
                product,
                UPDATES / WARM_SHARE,
                UPDATES,
                index -> commands.updateCustomer(Commands.customerId(index * 7_919 % among)),
                new Pace(report, "UpdateCustomer", UPDATES));
        return report("UpdateCustomer", String.format(", of %,d customers", among), run, limit, goal);
    }

    private void run(String name, long count, LongFunction<ProducerRecord<byte[], byte[]>> source) {
        CommandRun run = CommandRun.of(product, count / WARM_SHARE, count, source, new Pace(report, name, count));
        report(name, "", run, limits.bareStreams(), Optional.empty());
    }

    /** Both figures of a run; the first, until the result, is the limit of the second. */
    private Figure report(String name, String of, CommandRun run, Optional<Figure> limit, Optional<Goal> goal) {
        Figure decided = report(name + ", until the result" + of, run.decided().perSecond(), limit, goal);
        report.add(
                name + ", until the read model" + of,
                run.shown().perSecond(),
                Units.COMMANDS_PER_SECOND,
                decided,
                Goal.leastRatio(0.9));
        return decided;
    }

    /** A part that is measured alone has no limit to be compared with. */
    private Figure report(String name, double value, Optional<Figure> limit, Optional<Goal> goal) {
        return limit.map(other -> goal.map(bound -> report.add(name, value, Units.COMMANDS_PER_SECOND, other, bound))
                        .orElseGet(() -> report.add(name, value, Units.COMMANDS_PER_SECOND, other)))
                .orElseGet(() -> report.add(name, value, Units.COMMANDS_PER_SECOND));
    }

    private void footprint() {
        String of = String.format(" with %,d customers", customers.size());
        report.add("memory of the provisioner, at most," + of, product.provisionerMebibytes(), Units.MEBIBYTES);
        report.add("disk: local state" + of, Footprint.mebibytes(product.stateDirectory()), Units.MEBIBYTES);
        report.add("disk: records of the topics" + of, product.topicsMebibytes(), Units.MEBIBYTES);
        report.add("disk: read model" + of, Footprint.readModelMebibytes(product.database()), Units.MEBIBYTES);
        report.add(
                "disk: PostgreSQL's write-ahead log" + of,
                Footprint.writeAheadLogMebibytes(product.database()),
                Units.MEBIBYTES);
    }
}
