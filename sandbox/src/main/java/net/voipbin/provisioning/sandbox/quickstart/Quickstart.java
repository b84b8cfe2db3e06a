package net.voipbin.provisioning.sandbox.quickstart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.auth.Tokens;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import net.voipbin.provisioning.sandbox.part.EmbeddedParts;
import net.voipbin.provisioning.sandbox.part.FreePort;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.sandbox.part.Secrets;
import net.voipbin.provisioning.sandbox.process.BuildDirectory;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.Closing;
import net.voipbin.provisioning.sandbox.process.Loopback;
import net.voipbin.provisioning.sandbox.process.OperationsCommand;
import net.voipbin.provisioning.sandbox.process.PartFailedException;
import net.voipbin.provisioning.sandbox.process.Programs;
import net.voipbin.provisioning.sandbox.sample.SampleFailedException;
import net.voipbin.provisioning.sandbox.sample.SampleFile;
import net.voipbin.provisioning.sandbox.sample.SampleJournal;
import net.voipbin.provisioning.sandbox.sample.SampleNames;
import net.voipbin.provisioning.sandbox.sample.SampleRun;
import net.voipbin.provisioning.sandbox.sample.UpstreamService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the whole system on this machine, carries out sample commands, shows how to use it, and runs until it is told to stop. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = "Starts Kafka, a schema registry, PostgreSQL, a provisioner and an API bridge on this machine's"
                + " loopback interface, carries out sample commands, and runs until Ctrl-C.")
public final class Quickstart implements Callable<Integer> {

    private static final int BRIDGE_PORT = 8080;
    private static final int REGISTRY_PORT = 8081;
    private static final int KAFKA_PORT = 9092;
    private static final int POSTGRES_PORT = 5432;
    private static final Duration FIRST_ANSWERS = Duration.ofSeconds(60);
    /** The sample's customers that the guide is about: one that owns much, and one to delete. */
    private static final String TENANT = "acme";

    private static final String DELETABLE = "sol-y-mar";

    private final long begin = System.nanoTime();
    private final Closing closing = new Closing();
    private final Path variables = BuildDirectory.resolve("quickstart.env");
    private final OperationsCommand operations =
            new OperationsCommand(BuildDirectory.resolve("quickstart-provisioner.properties"));

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keeps the data in DIR, and goes on with those of an earlier start.")
    private @Nullable Path keep;

    /** The program. */
    public static void main(String[] arguments) {
        Quickstart quickstart = new Quickstart();
        System.exit(new CommandLine(quickstart)
                .setExecutionExceptionHandler((failure, command, parsed) -> quickstart.report(failure))
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Files.deleteIfExists(variables);
        operations.forbid();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        Workplace workplace = closing.add(keep == null ? Workplace.temporary() : Workplace.kept(keep));
        Path directory = workplace.directory();
        closing.add(Quickstart::endWhatIsLeft);
        Secrets secrets = Secrets.of(directory);
        say("Starting; logs are in " + directory);

        // The fixed ports first: where one is taken, the next free one must not be another's.
        EmbeddedParts parts = closing.add(EmbeddedParts.in(
                directory,
                FreePort.preferring(KAFKA_PORT),
                FreePort.preferring(REGISTRY_PORT),
                FreePort.preferring(POSTGRES_PORT)));
        int bridgePort = FreePort.preferring(BRIDGE_PORT);
        parts.start(part -> say(part + " serves"));

        ProgramSettings settings = ProgramSettings.of(parts, secrets);
        Map<String, String> provisionerSettings =
                settings.provisioner("provisioner-1", directory.resolve("state"), FreePort.any());
        Map<String, String> bridgeSettings = settings.bridge(bridgePort, FreePort.any());
        Programs programs = new Programs(directory);
        programs.prepare(provisionerSettings);
        say("Topics, schemas and tables are in place");

        closing.add(EventFeed.start(settings, new ChangeLines(line -> System.out.println("         " + line))));
        ChildProcess provisioner = closing.add(programs.startProvisioner("provisioner", provisionerSettings));
        ChildProcess bridge = closing.add(programs.startBridge("bridge", bridgeSettings));
        Programs.awaitReady(provisioner, provisionerSettings);
        say("The provisioner is ready");
        Programs.awaitReady(bridge, bridgeSettings);
        say("The API bridge is ready");

        SampleFile sample = SampleFile.own();
        SampleNames names = carryOut(sample, settings, new SampleJournal(directory), provisioner);
        Guide guide = guide(settings, bridgeSettings, provisionerSettings, names);
        awaitFirstAnswers(
                provisioner,
                bridge,
                guide,
                sample.customers().stream().map(names::customerId).toList());
        guide.write(variables);
        operations.allow(provisionerSettings);
        say("All that the sample brought about can be read");
        System.out.println(guide.text());
        return runUntilOneEnds(List.of(provisioner, bridge));
    }

    @Command(
            name = "verify",
            description =
                    "Compares read model, topics and state of the quickstart that runs. Exit code 1 if they differ.")
    int verify() throws IOException, InterruptedException {
        return operations.run("verify");
    }

    @Command(
            name = "rebuild",
            description = "Makes the read model of the quickstart that runs anew from the topics, while it is used.")
    int rebuild() throws IOException, InterruptedException {
        return operations.run("rebuild");
    }

    private SampleNames carryOut(
            SampleFile sample, ProgramSettings settings, SampleJournal journal, ChildProcess provisioner)
            throws IOException {
        Clock clock = Clock.systemUTC();
        Instant begun = clock.instant();
        try (UpstreamService upstream = new UpstreamService(settings)) {
            SampleNames names = new SampleNames(settings.secrets().platformCustomerId(), upstream::mailedTokenHash);
            if (journal.allows(begun)) {
                say("Publishing the sample commands, each after the last one's result, which is shown; indented"
                        + " behind it, the events of its change");
                new SampleRun(upstream, names, clock, System.out::println).carryOut(sample);
                journal.note(begun);
                System.out.println();
                say(sample.entries().size() + " entries became what the sample says");
            } else {
                say("The sample commands are not published again: an earlier start has, too long ago for results"
                        + " and mails to be kept");
            }
            return names;
        } catch (SampleFailedException e) {
            if (provisioner.isAlive()) {
                throw e;
            }
            PartFailedException cause = provisioner.ended();
            cause.addSuppressed(e);
            throw cause;
        }
    }

    private static Guide guide(
            ProgramSettings settings,
            Map<String, String> bridgeSettings,
            Map<String, String> provisionerSettings,
            SampleNames names) {
        Secrets secrets = settings.secrets();
        UUID platform = secrets.platformCustomerId();
        UUID superAdmin = RegisterPlatform.adminIdOf(platform);
        UUID tenant = names.customerId(TENANT);
        Tokens tokens = new Tokens(secrets.bridgeTokenKey(), Tokens.DEFAULT_LIFETIME, Clock.systemUTC());
        return new Guide(
                settings,
                "http://" + Loopback.HOST + ":" + bridgeSettings.get("BRIDGE_PORT"),
                "http://" + Loopback.HOST + ":" + bridgeSettings.get("MANAGEMENT_PORT"),
                "http://" + Loopback.HOST + ":" + provisionerSettings.get("MANAGEMENT_PORT"),
                tokens.issue(platform, superAdmin),
                tokens.issueDelegated(tenant, GuestAgent.idOf(tenant), superAdmin),
                TENANT,
                names.customerId(DELETABLE));
    }

    /** A super admin sees every customer, also one that was deleted in an earlier run. */
    private static void awaitFirstAnswers(
            ChildProcess provisioner, ChildProcess bridge, Guide guide, List<UUID> customers) {
        List<URI> addresses = customers.stream()
                .map(customer -> URI.create(
                        guide.bridgeUrl() + "/v1.0/customers/" + customer + "?token=" + guide.superAdminToken()))
                .toList();
        bridge.awaitReady(FIRST_ANSWERS, () -> {
            if (!provisioner.isAlive()) {
                throw provisioner.ended();
            }
            return addresses.stream().allMatch(Loopback::answers);
        });
    }

    private static int runUntilOneEnds(List<ChildProcess> programs) {
        CompletableFuture<?> firstEnd = CompletableFuture.anyOf(
                programs.stream().map(ChildProcess::onEnd).toArray(CompletableFuture[]::new));
        throw ((ChildProcess) firstEnd.join()).ended();
    }

    private int report(Exception failure) {
        if (!closing.hasBegun()) {
            if (failure instanceof PartFailedException || failure instanceof SampleFailedException) {
                System.err.println(failure.getMessage());
                Optional.ofNullable(failure.getCause()).ifPresent(cause -> System.err.println("Cause: " + cause));
            } else {
                failure.printStackTrace();
            }
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void stop() {
        say("Stopping");
        try {
            Files.deleteIfExists(variables);
            operations.forbid();
        } catch (IOException e) {
            System.err.println("What tells of this start can't be deleted: " + e.getMessage());
        }
        try {
            closing.close();
        } catch (PartFailedException e) {
            System.err.println(e.getMessage());
            Stream.of(e.getSuppressed()).forEach(further -> System.err.println("Not closed cleanly: " + further));
        }
        say("Stopped");
    }

    /** When the end comes during the start, a part may have a process that it does not know of yet. */
    private static void endWhatIsLeft() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private void say(String progress) {
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        System.out.printf("[%5.1f s] %s%n", seconds, progress);
    }
}
