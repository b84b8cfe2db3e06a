package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What a program takes of the machine. */
final class Footprint {

    private static final String PEAK = "VmHWM:";
    private static final double KIBIBYTES = 1_024;

    private Footprint() {}

    /** The most memory that the process has had so far, in MiB; zero where the system is not Linux. */
    static double peakMebibytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(PEAK))
                            .mapToLong(line -> Long.parseLong(line.substring(PEAK.length())
                                    .replace("kB", "")
                                    .strip()))
                            .sum()
                    / KIBIBYTES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
