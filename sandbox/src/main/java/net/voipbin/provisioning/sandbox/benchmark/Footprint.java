package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.jdbi.v3.core.Jdbi;

/** Measures the disk that a program's files, topics and tables take. */
public final class Footprint {

    private static final double KIBIBYTES = 1_024;

    private Footprint() {}

    /**
     * The bytes of the topics' records in all of their replicas, in MiB, as the brokers tell them: without the indexes
     * beside them, files that are made as large as they may ever become.
     *
     * @param topics whether a topic of the name counts
     */
    public static double topicsMebibytes(Admin admin, Predicate<String> topics) {
        try {
            List<Integer> brokers =
                    admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            long bytes = admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                    .filter(replica -> topics.test(replica.getKey().topic()))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
            return bytes / KIBIBYTES / KIBIBYTES;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell the sizes of its topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }

    /** What the read model's tables take with their indexes, in MiB. */
    public static double readModelMebibytes(Jdbi database) {
        return mebibytes(database, """
                select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class
                where relkind in ('r', 'm') and relnamespace = current_schema()::regnamespace""");
    }

    /** What PostgreSQL's write-ahead log takes, in MiB: bounded by its settings, and of use to no reader. */
    public static double writeAheadLogMebibytes(Jdbi database) {
        return mebibytes(database, "select sum(size) from pg_ls_waldir()");
    }

    private static double mebibytes(Jdbi database, String query) {
        return database.withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one())
                / KIBIBYTES
                / KIBIBYTES;
    }

    /** The bytes of all files in the directory, in MiB. */
    static double mebibytes(Path directory) {
        LongAdder bytes = new LongAdder();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.add(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                /** Files come and go while the program runs. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.sum() / KIBIBYTES / KIBIBYTES;
    }
}
