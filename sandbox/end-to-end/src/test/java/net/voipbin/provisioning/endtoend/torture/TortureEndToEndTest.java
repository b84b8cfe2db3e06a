package net.voipbin.provisioning.endtoend.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.endtoend.load.CommandLoad;
import net.voipbin.provisioning.endtoend.load.CommandLoad.Accepted;
import net.voipbin.provisioning.sandbox.process.BuildDirectory;
import net.voipbin.provisioning.sandbox.process.Closing;
import net.voipbin.provisioning.sandbox.process.Directories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two provisioners and two bridges under a load of commands and of HTTP clients, and one fault after another, by a seed.
 * What the clients and the broker have written down is held against all that the system shows afterwards. As a part of
 * the build it tries some faults; the system property {@code torture.seconds} has it run through all, in rounds, for as
 * long as one likes, and {@code torture.seed} takes the same again.
 */
@Tag("long")
final class TortureEndToEndTest {

    /** Zero for the short form. */
    private static final Duration STORM = Duration.ofSeconds(Integer.getInteger("torture.seconds", 0));

    /** A storm that lasts so long takes each fault at least once, even if that takes longer. */
    private static final Duration WHOLE_ROUNDS = Duration.ofSeconds(300);

    private static final long SEED = Long.getLong("torture.seed", new Random().nextInt(1_000_000));
    /** A regular expression of the kinds' titles, for whoever is after one of them. */
    private static final String ONLY = System.getProperty("torture.only", "");

    /** So few that a busy machine catches up after each fault: no storm is to be won by a backlog. */
    private static final int COMMANDS_PER_SECOND = 20;

    /** A session of 10 s, what PostgreSQL lets a transaction rest, and what a busy machine adds. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(40);

    private final Closing closing = new Closing();
    private final TortureReport report = new TortureReport(SEED);
    private final Random random = new Random(SEED);
    private final List<String> standstills = new ArrayList<>();
    private TwoOfEach system;
    private TortureLogs logs;
    private TortureCommands commands;
    private List<TortureClients.Tenant> tenants;

    @BeforeEach
    void start() throws IOException {
        say("Torture with seed " + SEED + ", for " + STORM.toSeconds() + " s");
        Path programLogs = BuildDirectory.resolve("torture");
        if (Files.exists(programLogs)) {
            Directories.delete(programLogs);
        }
        Files.createDirectories(programLogs);
        system = closing.add(TwoOfEach.start(programLogs));
        logs = closing.add(TortureLogs.of(system.bed()));
        commands = closing.add(new TortureCommands(system, logs.results(), SEED));
        tenants = TortureTenants.create(system, commands);
    }

    @AfterEach
    void end() {
        closing.close();
    }

    @Test
    void shouldKeepAllPromisesWhateverIsKilledPausedRepeatedOrMalformed() throws IOException {
        // Given
        CommandLoad load = new CommandLoad(new UpstreamCommands(system.bed()), SEED, COMMANDS_PER_SECOND);
        TortureClients clients = new TortureClients(tenants, SEED);
        try {
            // When
            try (clients;
                    load) {
                storm(new FaultInjector(system, commands, load, clients));
            }
            List<Accepted> accepted = new ArrayList<>(commands.accepted());
            accepted.addAll(load.accepted().values());
            logs.awaitAllDecided();

            // Then
            new TortureVerdicts(system, logs, report).judge(clients, accepted, commands.malformed(), standstills);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED, e);
        } finally {
            report.verdict("no program ended by itself", system.endedByThemselves());
            say(report.text());
            Files.writeString(BuildDirectory.resolve("torture-report.txt"), report.text());
        }
        assertThat(report.broken()).as("seed " + SEED).isEmpty();
    }

    private void storm(FaultInjector injector) {
        List<Fault> kinds = kinds();
        Queue<Fault.Planned> faults = new ArrayDeque<>();
        long begin = System.nanoTime();
        do {
            if (faults.isEmpty()) {
                faults.addAll(Fault.round(kinds, random));
            }
            take(faults.remove(), injector);
        } while (since(begin).compareTo(STORM) < 0 || (wholeRounds() && !faults.isEmpty()));
        if (wholeRounds()) {
            report.verdict("every kind of fault ran", report.neverCame(kinds));
        }
    }

    private static boolean wholeRounds() {
        return STORM.isZero() || STORM.compareTo(WHOLE_ROUNDS) >= 0;
    }

    private List<Fault> kinds() {
        if (!ONLY.isEmpty()) {
            return Fault.all().stream()
                    .filter(kind -> kind.title().matches(ONLY))
                    .toList();
        }
        return STORM.isZero() ? Fault.representative() : Fault.all();
    }

    private void take(Fault.Planned planned, FaultInjector injector) {
        say("Torture: " + planned.fault().title() + " " + (planned.target() + 1));
        Optional<FaultInjector.Struck> struck = injector.inject(planned);
        struck.ifPresentOrElse(
                fault -> {
                    Set<UUID> probed = commands.probe();
                    Duration decided = since(fault.at());
                    standstills.addAll(
                            new WithoutZombie(TAKEN_OVER).flaws(planned.fault(), () -> commands.isShown(probed)));
                    fault.end().run();
                    commands.awaitShown(probed);
                    Duration shown = since(fault.at());
                    system.awaitReady();
                    TortureReport.Recovery recovery = new TortureReport.Recovery(decided, shown, since(fault.at()));
                    report.fault(planned.fault(), recovery);
                    say("    " + recovery);
                },
                () -> say("    no program reached the failpoint"));
        commands.awaitShown(commands.probe());
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
