package net.voipbin.provisioning.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.locks.LockSupport;

/**
 * The wall clock of a program whose machine is set to another time while it runs. On a {@link SteppedClassPath} all
 * classes but the JDK's read this clock where they name the JDK's; times that measure durations, {@link
 * System#nanoTime()} and all that waits inside the JDK, go on as on any machine. The step is what the file {@link #FILE}
 * in the program's directory of ambushes says, which is taken away once it is in force. Thread-safe.
 */
public final class SteppedClock {

    /** Holds a {@link Duration}, which may be negative: how far the clock is ahead. */
    static final String FILE = "clock";

    private static final String DIRECTORY = "stepped.clock";

    private static final Duration LOOK = Duration.ofMillis(20);

    private static volatile Duration step = Duration.ZERO;

    static {
        String directory = System.getProperty(DIRECTORY);
        if (directory != null) {
            Path file = Path.of(directory).resolve(FILE);
            Thread.ofPlatform().daemon().name("stepped-clock").start(() -> look(file));
        }
    }

    private SteppedClock() {}

    /** The option of a JVM whose program is told in that directory. */
    static String option(Path ambushes) {
        return "-D" + DIRECTORY + "=" + ambushes;
    }

    /** Sets this program's own. */
    static void step(Duration ahead) {
        step = ahead;
    }

    /** As {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        return System.currentTimeMillis() + step.toMillis();
    }

    /** As {@link Instant#now()}. */
    public static Instant now() {
        return Instant.now().plus(step);
    }

    /** As {@link InstantSource#system()}. */
    public static InstantSource system() {
        return systemUTC();
    }

    /** As {@link Clock#systemUTC()}. */
    public static Clock systemUTC() {
        return new Stepped(Clock.systemUTC());
    }

    /** As {@link Clock#systemDefaultZone()}. */
    public static Clock systemDefaultZone() {
        return new Stepped(Clock.systemDefaultZone());
    }

    private static void look(Path file) {
        while (true) {
            try {
                step(Duration.parse(Files.readString(file)));
                Files.delete(file);
            } catch (NoSuchFileException e) {
                LockSupport.parkNanos(LOOK.toNanos());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Stepped extends Clock {

        private final Clock right;

        Stepped(Clock right) {
            this.right = right;
        }

        @Override
        public ZoneId getZone() {
            return right.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Stepped(right.withZone(zone));
        }

        @Override
        public Instant instant() {
            return right.instant().plus(step);
        }
    }
}
