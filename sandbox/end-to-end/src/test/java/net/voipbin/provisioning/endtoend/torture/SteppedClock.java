package net.voipbin.provisioning.endtoend.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock of a program whose machine is set to another time while it runs. As the program's agent it has all
 * classes but the JDK's read this clock where they name the JDK's; times that measure durations, {@link
 * System#nanoTime()} and all that waits inside the JDK, go on as on any machine. The step is what the file {@link #FILE}
 * in the program's directory of failpoints says, which is taken away once it is in force. Thread-safe.
 */
public final class SteppedClock {

    /** Holds a {@link Duration}, which may be negative: how far the clock is ahead. */
    static final String FILE = "clock";

    private static final Duration LOOK = Duration.ofMillis(20);

    private static volatile Duration step = Duration.ZERO;

    private SteppedClock() {}

    /** Starts before the program does. */
    public static void premain(String directory, Instrumentation program) {
        program.addTransformer(new Redirection());
        Path file = Path.of(directory).resolve(FILE);
        Thread.ofPlatform().daemon().name("stepped-clock").start(() -> look(file));
    }

    /**
     * The option of a JVM whose program reads this clock; the classes are those of the program's own class path.
     *
     * @param jar written here, with nothing but the agent's name
     * @param failpoints the directory in which the program finds the step
     */
    static String option(Path jar, Path failpoints) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), SteppedClock.class.getName());
        try {
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "-javaagent:" + jar + "=" + failpoints;
    }

    /** Sets this program's own. */
    static void step(Duration ahead) {
        step = ahead;
    }

    /** The stepped time in place of {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        return System.currentTimeMillis() + step.toMillis();
    }

    /** The stepped time in place of {@link Instant#now()}. */
    public static Instant now() {
        return Instant.now().plus(step);
    }

    /** A source of the stepped time in place of {@link InstantSource#system()}. */
    public static InstantSource system() {
        return systemUTC();
    }

    /** A stepped clock in place of {@link Clock#systemUTC()}. */
    public static Clock systemUTC() {
        return new Stepped(Clock.systemUTC());
    }

    /** A stepped clock in place of {@link Clock#systemDefaultZone()}. */
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

    private static final class Redirection implements ClassFileTransformer {

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] classFile) {
            boolean ofTheJdk = loader == null || loader == ClassLoader.getPlatformClassLoader();
            if (ofTheJdk
                    || name == null
                    || name.equals(ClockReferences.CLOCK)
                    || name.startsWith(ClockReferences.CLOCK + "$")) {
                return null;
            }
            try {
                byte[] redirected = ClockReferences.redirected(classFile);
                return redirected == classFile ? null : redirected;
            } catch (RuntimeException | Error e) {
                // The JVM would pass over it and let the program read the other clock.
                e.printStackTrace();
                Runtime.getRuntime().halt(1);
                throw e;
            }
        }
    }
}
