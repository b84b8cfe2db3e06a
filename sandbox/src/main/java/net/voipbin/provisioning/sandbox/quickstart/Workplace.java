package net.voipbin.provisioning.sandbox.quickstart;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import net.voipbin.provisioning.sandbox.process.Directories;
import net.voipbin.provisioning.sandbox.process.PartFailedException;

/**
 * The directory of a running sandbox: one that is kept, for one sandbox at a time, or a temporary one that goes with it.
 *
 * @param directory exists, as an absolute path
 * @param lock held on a directory that is kept
 */
record Workplace(Path directory, Optional<FileLock> lock) implements AutoCloseable {

    static Workplace temporary() throws IOException {
        return new Workplace(Files.createTempDirectory("provisioning-quickstart"), Optional.empty());
    }

    static Workplace kept(Path directory) throws IOException {
        Path absolute = Files.createDirectories(directory).toRealPath();
        FileChannel file =
                FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock == null) {
            file.close();
            throw new PartFailedException("Another quickstart runs on " + absolute);
        }
        return new Workplace(absolute, Optional.of(lock));
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().acquiredBy().close();
        } else {
            Directories.delete(directory);
        }
    }
}
