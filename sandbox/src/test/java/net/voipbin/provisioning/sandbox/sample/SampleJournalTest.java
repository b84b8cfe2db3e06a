package net.voipbin.provisioning.sandbox.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleJournalTest {

    private static final Instant FIRST = Instant.parse("2026-02-03T04:05:06.789012Z");

    @TempDir
    private Path directory;

    @Test
    void shouldCarryOutTheSampleInANewDirectory() throws IOException {
        // When
        boolean allowed = new SampleJournal(directory).allows(FIRST);

        // Then
        assertThat(allowed).isTrue();
    }

    @Test
    void shouldRepeatTheSampleWhileItsMailsAreKept() throws IOException {
        // Given
        new SampleJournal(directory).note(FIRST);

        // When
        boolean allowed = new SampleJournal(directory).allows(FIRST.plus(Duration.ofHours(5)));

        // Then
        assertThat(allowed).isTrue();
    }

    @Test
    void shouldNotRepeatTheSampleOnceItsMailsAreGone() throws IOException {
        // Given
        SampleJournal journal = new SampleJournal(directory);
        journal.note(FIRST);
        journal.note(FIRST.plus(Duration.ofHours(5)));

        // When
        boolean allowed = journal.allows(FIRST.plus(Duration.ofHours(6)));

        // Then
        assertThat(allowed).isFalse();
    }
}
