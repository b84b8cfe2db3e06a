package net.voipbin.provisioning.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory a process has, as Linux tells it. */
public final class ResidentMemory {

    private static final String PEAK = "VmHWM:";

    private ResidentMemory() {}

    /** The most that the process has had so far, in mebibytes; empty where the system does not tell. */
    public static OptionalLong peakMebibytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.substring(PEAK.length())
                                    .replace("kB", "")
                                    .strip())
                            / 1_024)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
