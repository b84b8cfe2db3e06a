package net.voipbin.provisioning.sandbox.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.LongAdder;

/** What a program takes of the disk. */
final class Footprint {

    private static final double KIBIBYTES = 1_024;

    private Footprint() {}

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
