package net.voipbin.provisioning.endtoend.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.JavaCommand;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program under {@link SteppedClock} sees its steps, wherever it reads the wall clock, and nobody else does. */
public final class SteppedClockTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofHours(-5);
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    /** Reads the wall clock in each way that is redirected, that of method references among them. */
    public static final class Readings implements Supplier<List<Instant>> {

        private static final Supplier<Instant> NOW = Instant::now;
        private static final LongSupplier MILLIS = System::currentTimeMillis;
        private static final Clock CLOCK = Clock.systemUTC();
        private static final InstantSource SOURCE = InstantSource.system();

        @Override
        public List<Instant> get() {
            return List.of(
                    Instant.ofEpochMilli(System.currentTimeMillis()),
                    Instant.now(),
                    NOW.get(),
                    Instant.ofEpochMilli(MILLIS.getAsLong()),
                    // A constant that takes two places among the class's.
                    Clock.systemDefaultZone().instant().plusMillis(Math.round(0.1)),
                    CLOCK.instant(),
                    Instant.ofEpochMilli(CLOCK.millis()),
                    CLOCK.withZone(Clock.systemDefaultZone().getZone()).instant(),
                    SOURCE.instant());
        }
    }

    /** Ends when its own code and Kafka's see another time than the JDK's. */
    public static final class Stepped {

        private Stepped() {}

        public static void main(String[] arguments) {
            Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
            while (Stream.of(Instant.now(), Instant.ofEpochMilli(Time.SYSTEM.milliseconds()))
                    .anyMatch(now -> now.isAfter(start))) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    @AfterEach
    void setRight() {
        SteppedClock.step(Duration.ZERO);
    }

    @Test
    void shouldShowTheStepInEachReadingOfARedirectedClass() throws ReflectiveOperationException {
        // Given
        Supplier<List<Instant>> readings = new Redirected().readings();
        List<Instant> before = readings.get();

        // When
        SteppedClock.step(STEP);

        // Then
        assertThat(before)
                .allSatisfy(reading ->
                        assertThat(Duration.between(reading, Instant.now())).isLessThan(TOLERANCE));
        assertThat(readings.get())
                .allSatisfy(reading -> assertThat(Duration.between(reading, Instant.now()))
                        .isBetween(STEP.negated(), STEP.negated().plus(TOLERANCE)));
    }

    @Test
    void shouldNotShowTheStepToAClassThatIsNotRedirected() {
        // When
        SteppedClock.step(STEP);

        // Then
        assertThat(new Readings().get())
                .allSatisfy(reading ->
                        assertThat(Duration.between(reading, Instant.now())).isLessThan(TOLERANCE));
    }

    @Test
    void shouldLeaveAClassThatReadsNoClockAsItIs() {
        // Given
        byte[] classFile = classFile(Redirected.class);

        // Then
        assertThat(ClockReferences.redirected(classFile)).isSameAs(classFile);
    }

    @Test
    void shouldStepTheClockOfARunningProgram() throws IOException {
        // Given
        String option = SteppedClock.option(directory.resolve("clock.jar"), directory);
        ChildProcess program = ChildProcess.start(
                "The program",
                JavaCommand.of(directory.resolve("program.args"), List.of(option), Stepped.class.getName(), List.of()),
                Map.of(),
                directory.resolve("program.log"));

        // When
        Path written = Files.writeString(directory.resolve("next"), STEP.toString());
        Files.move(written, directory.resolve(SteppedClock.FILE));

        // Then
        program.awaitSuccess(PATIENCE);
        assertThat(directory.resolve(SteppedClock.FILE)).doesNotExist();
    }

    private static byte[] classFile(Class<?> type) {
        try (InputStream file = Objects.requireNonNull(
                type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads the readings once more, as a program's agent has them. */
    private static final class Redirected extends ClassLoader {

        Redirected() {
            super(SteppedClockTest.class.getClassLoader());
        }

        @SuppressWarnings("unchecked")
        Supplier<List<Instant>> readings() throws ReflectiveOperationException {
            byte[] classFile = ClockReferences.redirected(classFile(Readings.class));
            return (Supplier<List<Instant>>) defineClass(Readings.class.getName(), classFile, 0, classFile.length)
                    .getDeclaredConstructor()
                    .newInstance();
        }
    }
}
