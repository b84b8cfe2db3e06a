package net.voipbin.provisioning.sandbox.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.voipbin.provisioning.topic.Topics;

/**
 * When a directory's system was given its sample, so that a later start knows whether what a repetition needs is still
 * kept.
 *
 * @param directory where it is noted
 */
public record SampleJournal(Path directory) {

    /** The mails are kept for the shortest time, and some of it may pass during the start. */
    private static final Duration REPEATABLE = Topics.MAIL_REQUESTS.retention().minusMinutes(10);

    /** Whether the sample can be given: for the first time, or again with the same results. */
    public boolean allows(Instant now) throws IOException {
        return given().map(first -> first.plus(REPEATABLE).isAfter(now)).orElse(true);
    }

    /** When the sample was first given in whole. */
    Optional<Instant> given() throws IOException {
        return Files.exists(note()) ? Optional.of(Instant.parse(Files.readString(note()))) : Optional.empty();
    }

    /** Notes the first time; a repetition is not noted. */
    public void note(Instant begun) throws IOException {
        if (given().isEmpty()) {
            Files.writeString(note(), begun.toString());
        }
    }

    private Path note() {
        return directory.resolve("sample-commands.given");
    }
}
