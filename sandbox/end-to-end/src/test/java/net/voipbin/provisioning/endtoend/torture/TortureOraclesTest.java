package net.voipbin.provisioning.endtoend.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Tag;
import net.voipbin.provisioning.endtoend.bed.RestartableProcess;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.endtoend.load.CommandLoad;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Attempt;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Read;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Write;
import net.voipbin.provisioning.endtoend.oracle.KeptAnswers;
import net.voipbin.provisioning.endtoend.oracle.OneResultPerRecord;
import net.voipbin.provisioning.endtoend.oracle.ReadYourWrites;
import net.voipbin.provisioning.endtoend.oracle.ServedClients;
import net.voipbin.provisioning.endtoend.rest.RestClient;
import net.voipbin.provisioning.endtoend.torture.EveryRecordEnds.Taken;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.Loopback;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the torture test judges by finds what it is there for: a defect is planted for each. */
final class TortureOraclesTest {

    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final Write WRITE = new Write("POST", "/v1.0/tags", "{}", "first", "key");
    private static final String PLACE = "/v1.0/commands/1";

    @TempDir
    private Path directory;

    @Test
    void shouldFindNoFlawInAnswersThatHold() {
        // Given
        List<Attempt> applied = List.of(attempt(0), attempt(503), attempt(504), attempt(200), attempt(200));
        List<Attempt> refused = List.of(attempt(504), attempt(409), attempt(409));

        // Then
        assertThat(KeptAnswers.flaws(applied, Map.of(PLACE, "applied"), List.of(event("first"))))
                .isEmpty();
        assertThat(KeptAnswers.flaws(refused, Map.of(PLACE, "rejected"), List.of(event("another"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void shouldFindAWriteThatWasCarriedOutAndHasNoEffectOrTwo(int effects) {
        // Given
        List<ResourceEvent> events = new ArrayList<>();
        for (int effect = 0; effect < effects; effect++) {
            events.add(event("first"));
        }

        // Then
        assertThat(KeptAnswers.flaws(List.of(attempt(200)), Map.of(), events))
                .containsExactly("POST /v1.0/tags first was carried out and has " + effects + " effects");
    }

    @Test
    void shouldFindAWriteThatWasRefusedAndHasAnEffect() {
        assertThat(KeptAnswers.flaws(List.of(attempt(409)), Map.of(), List.of(event("first"))))
                .containsExactly("POST /v1.0/tags first was refused and has 1 effects");
    }

    @Test
    void shouldFindAWriteWithoutAnOutcome() {
        assertThat(KeptAnswers.flaws(List.of(attempt(0), attempt(503)), Map.of(), List.of()))
                .containsExactly("POST /v1.0/tags first has no outcome");
    }

    @Test
    void shouldFindAnAnswerThatNobodyExpects() {
        assertThat(KeptAnswers.flaws(List.of(attempt(500), attempt(200)), Map.of(), List.of(event("first"))))
                .containsExactly("POST /v1.0/tags first was answered 500");
    }

    @Test
    void shouldFindAWriteThatWasCarriedOutAndRefused() {
        assertThat(KeptAnswers.flaws(List.of(attempt(200), attempt(409)), Map.of(), List.of(event("first"))))
                .containsExactly("POST /v1.0/tags first was both carried out and refused");
    }

    @Test
    void shouldFindARepetitionWithAnotherAnswer() {
        // Given
        Attempt other = new Attempt(WRITE, 1, 200, "", "", "{\"other\":true}", "id", 1, 0, 1);

        // Then
        assertThat(KeptAnswers.flaws(List.of(attempt(200), other), Map.of(), List.of(event("first"))))
                .containsExactly("POST /v1.0/tags first was answered in several ways");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "rejected"})
    void shouldFindA504WhoseLocationShowsAnotherOutcome(String outcome) {
        assertThat(KeptAnswers.flaws(
                        List.of(attempt(504), attempt(200)), Map.of(PLACE, outcome), List.of(event("first"))))
                .singleElement()
                .asString()
                .contains("is " + outcome + " where the 504 sent its client");
    }

    @Test
    void shouldFindA504WithoutALocation() {
        // Given
        Attempt nowhere = new Attempt(WRITE, 0, 504, "DEADLINE_EXCEEDED", "", "", "", 0, 0, 1);

        // Then
        assertThat(KeptAnswers.flaws(List.of(nowhere, attempt(200)), Map.of(), List.of(event("first"))))
                .singleElement()
                .asString()
                .contains("is unknown");
    }

    @Test
    void shouldFindAReadThatDoesNotShowWhatWasAnsweredBefore() {
        // Given
        List<Attempt> writes = List.of(applied(3, 10), applied(4, 20), applied(3, 30));

        // Then
        assertThat(ReadYourWrites.flaws(
                        writes, List.of(read(3, 11), read(3, 20), read(4, 21), read(5, 40), read(0, 5))))
                .isEmpty();
        assertThat(ReadYourWrites.flaws(writes, List.of(read(3, 21)))).hasSize(1);
        assertThat(ReadYourWrites.flaws(writes, List.of(read(3, 31)))).hasSize(1);
        assertThat(ReadYourWrites.flaws(writes, List.of(read(0, 11)))).hasSize(1);
    }

    @Test
    void shouldFindARepetitionWithoutAResultOrWithAnother() {
        // Given
        Command command = UpstreamCommands.renaming(CUSTOMER, "twice");
        List<CommandLoad.Accepted> accepted = List.of(accepted(command, 7), accepted(command, 9));
        CommandResult result = result(command.getCommandId(), Outcome.APPLIED);
        CommandResult other = result(command.getCommandId(), Outcome.REJECTED);

        // Then
        assertThat(OneResultPerRecord.flaws(accepted, List.of(result, result))).isEmpty();
        assertThat(OneResultPerRecord.flaws(accepted, List.of(result)))
                .containsExactly("command " + command.getCommandId() + " came 2 times and has 1 results");
        assertThat(OneResultPerRecord.flaws(accepted, List.of(result, other)))
                .containsExactly("the results of command " + command.getCommandId() + " differ");
    }

    @Test
    void shouldFindARecordThatEndedNowhereOrTwice() {
        // Given
        List<Taken> records = List.of(new Taken(1, 5, CUSTOMER.toString()), new Taken(1, 6, "garbage"));
        CommandResult result = result(UUID.randomUUID(), Outcome.APPLIED);

        // Then
        assertThat(EveryRecordEnds.flaws(records, List.of(letter(6)), List.of(result)))
                .isEmpty();
        assertThat(EveryRecordEnds.flaws(records, List.of(letter(6)), List.of()))
                .containsExactly("1 records of customer " + CUSTOMER + " have neither result nor dead letter");
        assertThat(EveryRecordEnds.flaws(records, List.of(), List.of(result)))
                .containsExactly("1 records of customer garbage have neither result nor dead letter");
        assertThat(EveryRecordEnds.flaws(records, List.of(letter(5), letter(6)), List.of(result)))
                .containsExactly("1 results of customer " + CUSTOMER + " have no record");
        assertThat(EveryRecordEnds.flaws(records, List.of(letter(6), letter(6)), List.of(result)))
                .singleElement()
                .asString()
                .contains("several dead letters");
    }

    @Test
    void shouldFindClientsOfWhomNothingIsCarriedOutRefusedOrRead() {
        // Given
        List<Attempt> all = List.of(attempt(200), attempt(409));
        List<Read> reads = List.of(read(1, 1));

        // Then
        assertThat(ServedClients.flaws(all, reads)).isEmpty();
        assertThat(ServedClients.flaws(List.of(attempt(409), attempt(504)), reads))
                .containsExactly("no write was carried out");
        assertThat(ServedClients.flaws(List.of(attempt(200), attempt(503)), reads))
                .containsExactly("no write was refused");
        assertThat(ServedClients.flaws(all, List.of())).containsExactly("nothing was read");
    }

    @Test
    void shouldFindAClientThatMeetsWhatNobodyExpects() throws IOException {
        assertThat(failuresOfClientsAnswered(200)).isEmpty();
        assertThat(failuresOfClientsAnswered(500))
                .singleElement()
                .asString()
                .contains("GET /v1.0/customer was answered 500");
    }

    @Test
    void shouldFindAReadModelThatStandsStillWithAZombie() {
        // Given
        WithoutZombie oracle = new WithoutZombie(Duration.ofMillis(200));
        Fault zombie = new Fault.AtFailpoint(Failpoint.PROJECTION_BEFORE_COMMIT, Fault.Signal.STOP);
        Fault another = new Fault.AtFailpoint(Failpoint.PROJECTION_AFTER_COMMIT, Fault.Signal.STOP);
        Queue<Boolean> soon = new ArrayDeque<>(List.of(false, false, true));

        // Then
        assertThat(oracle.flaws(zombie, soon::remove)).isEmpty();
        assertThat(oracle.flaws(another, () -> false)).isEmpty();
        assertThat(oracle.flaws(zombie, () -> false))
                .containsExactly("stop projection before commit: nothing was shown within 0 s");
    }

    @Test
    void shouldFindAProgramThatEndsByItself() {
        // Given
        try (RestartableProcess supervised = endingAtFirst();
                RestartableProcess killed = endingAtFirst();
                RestartableProcess left = endingAtFirst()) {

            // When
            supervised.supervise();
            killed.kill();
            killed.start();

            // Then
            assertThat(Stream.of(supervised, killed, left).map(RestartableProcess::endedByItself))
                    .allSatisfy(ends -> assertThat(ends)
                            .singleElement()
                            .asString()
                            .startsWith("The program ended with exit code 3")
                            .endsWith("out of paper"));
            assertThat(Stream.of(supervised, killed, left)
                            .map(program -> program.present().isAlive()))
                    .containsExactly(true, true, false);
        }
    }

    @Test
    void shouldFindNoFlawWhenAProgramWasKilledOrStopped() {
        // Given
        try (RestartableProcess program = new RestartableProcess(() -> shell("sleep 100"))) {

            // When
            program.kill();
            program.supervise();
            program.stop();
            program.start();
            program.present().kill();
            program.start();

            // Then
            assertThat(program.endedByItself()).isEmpty();
            assertThat(program.present().isAlive()).isTrue();
        }
    }

    @Test
    void shouldReportAFaultThatNeverCameAndAVerdictWithAFlaw() {
        // Given
        TortureReport report = new TortureReport(7);
        report.fault(
                Fault.Incident.KILLED_BRIDGE,
                new TortureReport.Recovery(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));

        // When
        report.verdict(
                "every kind of fault ran",
                report.neverCame(List.of(Fault.Incident.KILLED_BRIDGE, Fault.Incident.KILLED_BROKER)));
        report.verdict("one owner each", List.of());

        // Then
        assertThat(report.broken()).isEqualTo(Map.of("every kind of fault ran", List.of("killed broker")));
        assertThat(report.text())
                .containsPattern("every kind of fault ran +BROKEN: 1\n +killed broker\n")
                .containsPattern("one owner each +holds\n");
    }

    /** What keeps clients from going on whose requests are all answered with the status. */
    private static List<String> failuresOfClientsAnswered(int status) throws IOException {
        AtomicInteger read = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(Loopback.HOST, 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = "{\"id\": \"one\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
            if (exchange.getRequestMethod().equals("GET")) {
                read.incrementAndGet();
            }
        });
        server.start();
        try {
            RestClient client = new RestClient(
                    "http://" + Loopback.HOST + ":" + server.getAddress().getPort(), "token", answer -> {});
            TortureClients clients =
                    new TortureClients(List.of(new TortureClients.Tenant("tenant", List.of(client, client))), 7);
            try (clients) {
                Awaitility.await().until(() -> read.get() > 0);
            }
            return clients.failures();
        } finally {
            server.stop(0);
        }
    }

    /** Has ended by itself already; once it is started again, it goes on. */
    private RestartableProcess endingAtFirst() {
        Queue<String> scripts = new ArrayDeque<>(List.of("echo out of paper; exit 3", "sleep 100"));
        RestartableProcess program = new RestartableProcess(() -> shell(scripts.remove()));
        Awaitility.await().until(() -> !program.present().isAlive());
        return program;
    }

    private ChildProcess shell(String script) {
        return ChildProcess.start(
                "The program", List.of("/bin/sh", "-c", script), Map.of(), directory.resolve("program.log"));
    }

    private static Attempt attempt(int status) {
        boolean applied = status == 200;
        return new Attempt(
                WRITE,
                0,
                status,
                applied ? "" : "REASON",
                status == 504 ? PLACE : "",
                applied ? "{}" : "request " + UUID.randomUUID(),
                applied ? "id" : "",
                applied ? 1 : 0,
                0,
                1);
    }

    private static Attempt applied(long version, long end) {
        return new Attempt(WRITE, 0, 200, "", "", "{}", "id", version, end - 5, end);
    }

    private static Read read(long version, long begin) {
        return new Read("id", 1, version, begin);
    }

    private static CommandLoad.Accepted accepted(Command command, long offset) {
        return new CommandLoad.Accepted(
                command, new RecordMetadata(new TopicPartition(Topics.COMMANDS.name(), 0), offset, 0, 0, 0, 0), 0);
    }

    private static CommandResult result(UUID commandId, Outcome outcome) {
        return CommandResult.newBuilder()
                .setCommandId(commandId)
                .setCustomerId(CUSTOMER)
                .setActor(UpstreamCommands.command(CUSTOMER).getActor())
                .setFingerprint(ByteBuffer.allocate(0))
                .setOutcome(outcome)
                .setChangeSeq(1)
                .setTime(Instant.EPOCH)
                .build();
    }

    private static DeadLetter letter(long offset) {
        return DeadLetter.newBuilder()
                .setTopic(Topics.COMMANDS.name())
                .setPartition(1)
                .setOffset(offset)
                .setTimestamp(Instant.EPOCH)
                .setReason("WRONG_KEY")
                .setMessage("the key is not the one that the value calls for")
                .setKey(null)
                .setValue(null)
                .setHeaders(List.of())
                .build();
    }

    private static ResourceEvent event(String detail) {
        return ResourceEvent.newBuilder()
                .setType("tag_created")
                .setCustomerId(CUSTOMER)
                .setChangeSeq(1)
                .setIndex(0)
                .setSize(1)
                .setTime(Instant.EPOCH)
                .setCommandId(UUID.randomUUID())
                .setActor(UpstreamCommands.command(CUSTOMER).getActor())
                .setResource(Resource.newBuilder()
                        .setTag(Tag.newBuilder()
                                .setId(UUID.randomUUID())
                                .setCustomerId(CUSTOMER)
                                .setVersion(1)
                                .setName("tag")
                                .setDetail(detail)
                                .setTmCreate(Instant.EPOCH)
                                .build())
                        .build())
                .build();
    }
}
