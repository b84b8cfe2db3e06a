package net.voipbin.provisioning.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.CreateAccessKey;
import net.voipbin.provisioning.contract.CreateAgent;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.CreateFlow;
import net.voipbin.provisioning.contract.CreateNumber;
import net.voipbin.provisioning.contract.CreateQueue;
import net.voipbin.provisioning.contract.CreateTag;
import net.voipbin.provisioning.contract.DeleteAgent;
import net.voipbin.provisioning.contract.DeleteTag;
import net.voipbin.provisioning.contract.FreezeCustomer;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.NamedAddress;
import net.voipbin.provisioning.contract.NamedFlowAction;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.SignUpCustomer;
import net.voipbin.provisioning.contract.SuspendCustomer;
import net.voipbin.provisioning.contract.UpdateAgentAddresses;
import net.voipbin.provisioning.contract.UpdateAgentPassword;
import net.voipbin.provisioning.contract.UpdateBillingAccount;
import net.voipbin.provisioning.contract.UpdateCustomer;
import net.voipbin.provisioning.contract.UpdateFlow;
import net.voipbin.provisioning.contract.VerifyEmail;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.endtoend.bed.CustomersOfPartitions;
import net.voipbin.provisioning.endtoend.bed.StoredBytes;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.sandbox.part.EmbeddedParts;
import net.voipbin.provisioning.sandbox.part.FreePort;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.sandbox.part.Secrets;
import net.voipbin.provisioning.sandbox.process.ChildProcess;
import net.voipbin.provisioning.sandbox.process.Closing;
import net.voipbin.provisioning.sandbox.process.Programs;
import net.voipbin.provisioning.sandbox.sample.ServiceCommands;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A deleted customer is forgotten wherever it was known; on parts of its own, since the topics are compacted for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErasureEndToEndTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final String APPLICATION = "provisioner";

    private final Closing closing = new Closing();

    @TempDir
    private static Path directory;

    private StoredBytes stored;
    private UpstreamCommands upstream;
    private TopicLog<CommandResult> results;
    private TopicLog<ResourceEvent> events;
    private TopicLog<MailRequest> mails;
    private TestBed bed;

    @BeforeAll
    void start() throws IOException {
        EmbeddedParts parts =
                closing.add(EmbeddedParts.in(directory.resolve("parts")).start());
        bed = new TestBed.Embedded(parts);
        Map<String, String> environment = ProgramSettings.of(parts, Secrets.of(directory))
                .provisioner("provisioner-1", directory.resolve("state"), FreePort.any());
        environment.put("PROVISIONER_APPLICATION_ID", APPLICATION);
        environment.put("PROVISIONER_DELETION_AFTER", "PT3S");
        Programs programs = new Programs(directory);
        programs.prepare(environment);
        ChildProcess provisioner = closing.add(programs.startProvisioner("provisioner", environment));
        Programs.awaitReady(provisioner, environment);
        stored = new StoredBytes(bed, Jdbi.create(bed.jdbcUrl(), bed.jdbcUser(), bed.jdbcPassword()));
        upstream = closing.add(new UpstreamCommands(bed));
        results = closing.add(new TopicLog<>(bed, Topics.RESULTS));
        events = closing.add(new TopicLog<>(bed, Topics.EVENTS));
        mails = closing.add(new TopicLog<>(bed, Topics.MAIL_REQUESTS));
    }

    @AfterAll
    void stop() {
        closing.close();
    }

    @Test
    void shouldLeaveNothingPersonalAnywhereWhenACustomerIsDeleted() throws ExecutionException, InterruptedException {
        // Given
        Person signedUp = new Person("signed up and purged");
        signUp(signedUp);
        Person created = new Person("created and deleted");
        create(created);
        for (Person person : List.of(signedUp, created)) {
            own(person);
            change(person);
        }
        apply(UpstreamCommands.command(signedUp.id)
                .setSuspendCustomer(new SuspendCustomer(signedUp.fields.word("suspension_reason"), false))
                .build());
        for (Person person : List.of(signedUp, created)) {
            assertAllIsFound(person);
        }

        // When
        apply(UpstreamCommands.command(signedUp.id)
                .setFreezeCustomer(new FreezeCustomer())
                .build());
        apply(UpstreamCommands.deletion(created.id));
        for (Person person : List.of(signedUp, created)) {
            events.awaitFirst(TIMEOUT, event -> ended(event, person.id));
        }

        // Then
        List<Traces> all = List.of(
                signedUp.fields,
                signedUp.secrets,
                signedUp.formerSecrets,
                created.fields,
                created.secrets,
                created.formerSecrets);
        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(Traces.foundIn(all, stored.ofDatabase())).isEmpty());
        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(Traces.foundIn(all, stored.ofStateStores(APPLICATION)))
                        .isEmpty());
        compactAtOnce();
        List<Filler> fillers = IntStream.range(0, ProgramSettings.PARTITIONS)
                .mapToObj(partition -> filler(CustomersOfPartitions.in(partition)))
                .toList();
        Awaitility.await().atMost(TIMEOUT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            // Only what lies behind them closes the segments.
            fillers.forEach(this::append);
            assertThat(Traces.foundIn(all, stored.ofTopic(Topics.EVENTS.name())))
                    .isEmpty();
            assertThat(Traces.foundIn(all, stored.ofTopic(Topics.CREDENTIALS.name())))
                    .isEmpty();
        });
        try (TopicLog<ResourceEvent> left = new TopicLog<>(bed, Topics.EVENTS)) {
            for (Person person : List.of(signedUp, created)) {
                left.awaitFirst(TIMEOUT, event -> ended(event, person.id));
            }
        }
    }

    /** The check finds what there is: everything is where it is looked for afterwards. */
    private void assertAllIsFound(Person person) throws ExecutionException, InterruptedException {
        assertThat(person.fields.missingIn(stored.ofTopic(Topics.EVENTS.name()).stream()))
                .isEmpty();
        assertThat(person.secrets.missingIn(stored.ofTopic(Topics.CREDENTIALS.name()).stream()))
                .isEmpty();
        assertThat(person.formerSecrets.missingIn(stored.ofTopic(Topics.CREDENTIALS.name()).stream()))
                .isEmpty();
        assertThat(person.fields.missingIn(stored.ofStateStores(APPLICATION).stream()))
                .isEmpty();
        Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
            assertThat(person.fields.missingIn(stored.ofDatabase().stream())).isEmpty();
            assertThat(person.secrets.missingIn(stored.ofDatabase().stream())).isEmpty();
        });
    }

    private static boolean ended(ResourceEvent event, UUID customerId) {
        return event.getCustomerId().equals(customerId) && event.getType().equals("customer_deleted");
    }

    private void signUp(Person person) {
        Traces fields = person.fields;
        apply(UpstreamCommands.command(person.id)
                .setSignUpCustomer(SignUpCustomer.newBuilder()
                        .setName(fields.word("name"))
                        .setDetail(fields.word("detail"))
                        .setEmail(fields.word("email") + "@personal.example")
                        .setPhoneNumber(fields.digits("phone_number", "+1555", 9))
                        .setAddress(fields.word("address"))
                        .setWebhookMethod("POST")
                        .setWebhookUri("https://" + fields.word("webhook_uri") + ".example/hook")
                        .setTermsAgreedVersion("1")
                        .setTermsAgreedIp(fields.word("terms_agreed_ip"))
                        .setTokenPrefix("vb_" + fields.digits("first token_prefix", "", 8))
                        .setTokenHash(ByteBuffer.wrap(person.secrets.hash("first token")))
                        .build())
                .build());
        MailRequest mail =
                mails.awaitFirst(TIMEOUT, request -> request.getCustomerId().equals(person.id));
        byte[] tokenHash = sha256(mail.getEmailVerification().getToken());
        person.secrets.keep("verification token", tokenHash);
        apply(UpstreamCommands.command(person.id)
                .setVerifyEmail(new VerifyEmail(ByteBuffer.wrap(tokenHash)))
                .build());
    }

    private void create(Person person) {
        Traces fields = person.fields;
        apply(UpstreamCommands.command(person.id)
                .setCreateCustomer(CreateCustomer.newBuilder()
                        .setName(fields.word("name"))
                        .setDetail(fields.word("detail"))
                        .setEmail(fields.word("email") + "@personal.example")
                        .setPhoneNumber(fields.digits("phone_number", "+1555", 9))
                        .setAddress(fields.word("address"))
                        .setWebhookMethod("PUT")
                        .setWebhookUri("https://" + fields.word("webhook_uri") + ".example/hook")
                        .build())
                .build());
    }

    /** Something of every type, with something in every field. */
    private void own(Person person) {
        Traces fields = person.fields;
        apply(
                UpstreamCommands.command(person.id)
                        .setUpdateBillingAccount(UpdateBillingAccount.newBuilder()
                                .setName(fields.word("billing account name"))
                                .setDetail(fields.word("billing account detail"))
                                .build())
                        .build(),
                UpstreamCommands.command(person.id)
                        .setCreateAgent(CreateAgent.newBuilder()
                                .setUsername(fields.word("username") + "@personal.example")
                                .setPasswordHash(person.secrets.passwordHash("password of a living agent"))
                                .setName(fields.word("agent name"))
                                .setDetail(fields.word("agent detail"))
                                .setAddresses(List.of(
                                        address(fields, "tel", fields.digits("tel target", "+1555", 9)),
                                        address(fields, "email", fields.word("email target") + "@personal.example"),
                                        address(fields, "sip", fields.word("sip target") + "@sip.example")))
                                .build())
                        .build(),
                UpstreamCommands.command(person.id)
                        .setCreateNumber(CreateNumber.newBuilder()
                                .setNumber(fields.digits("number", "+8991", 8))
                                .setType("virtual")
                                .setName(fields.word("number name"))
                                .setDetail(fields.word("number detail"))
                                .build())
                        .build(),
                UpstreamCommands.command(person.id)
                        .setCreateQueue(CreateQueue.newBuilder()
                                .setName(fields.word("queue name"))
                                .setDetail(fields.word("queue detail"))
                                .build())
                        .build(),
                UpstreamCommands.command(person.id)
                        .setCreateTag(CreateTag.newBuilder()
                                .setName(fields.word("tag name"))
                                .setDetail(fields.word("tag detail"))
                                .build())
                        .build(),
                UpstreamCommands.command(person.id)
                        .setCreateAccesskey(CreateAccessKey.newBuilder()
                                .setName(fields.word("access key name"))
                                .setDetail(fields.word("access key detail"))
                                .setTokenPrefix("vb_" + fields.digits("token_prefix", "", 8))
                                .setTokenHash(ByteBuffer.wrap(person.secrets.hash("token of a living key")))
                                .build())
                        .build());
    }

    /** What is changed or deleted while its customer lives is to be forgotten with it too. */
    private void change(Person person) {
        Traces fields = person.fields;
        Command flow = UpstreamCommands.command(person.id)
                .setCreateFlow(CreateFlow.newBuilder()
                        .setName(fields.word("former flow name"))
                        .setDetail(fields.word("flow detail"))
                        .setActions(List.of(NamedFlowAction.newBuilder()
                                .setType("talk")
                                .setOption("{\"text\": \"" + fields.word("former flow text") + "\"}")
                                .build()))
                        .build())
                .build();
        Command agent = UpstreamCommands.command(person.id)
                .setCreateAgent(CreateAgent.newBuilder()
                        .setUsername(fields.word("username of a changed agent") + "@personal.example")
                        .setPasswordHash(person.formerSecrets.passwordHash("former password"))
                        .setAddresses(List.of(address(fields, "extension", fields.word("former extension"))))
                        .build())
                .build();
        Command deletedAgent = UpstreamCommands.command(person.id)
                .setCreateAgent(CreateAgent.newBuilder()
                        .setUsername(fields.word("username of a deleted agent") + "@personal.example")
                        .setPasswordHash(person.formerSecrets.passwordHash("password of a deleted agent"))
                        .build())
                .build();
        Command deletedTag = UpstreamCommands.newTag(person.id, fields.word("name of a deleted tag"));
        apply(flow, agent, deletedAgent, deletedTag);
        apply(
                UpstreamCommands.command(person.id)
                        .setUpdateFlow(UpdateFlow.newBuilder()
                                .setFlowId(UpstreamCommands.idOfNew(Resource.Type.FLOW, flow))
                                .setName(fields.word("flow name"))
                                .setActions(List.of(NamedFlowAction.newBuilder()
                                        .setType("talk")
                                        .setOption("{\"text\": \"" + fields.word("flow text") + "\"}")
                                        .build()))
                                .build())
                        .build(),
                UpstreamCommands.command(person.id)
                        .setUpdateAgentAddresses(new UpdateAgentAddresses(
                                UpstreamCommands.idOfNew(Resource.Type.AGENT, agent),
                                List.of(address(fields, "extension", fields.word("extension")))))
                        .build(),
                UpstreamCommands.command(person.id)
                        .setUpdateAgentPassword(new UpdateAgentPassword(
                                UpstreamCommands.idOfNew(Resource.Type.AGENT, agent),
                                person.secrets.passwordHash("password")))
                        .build(),
                UpstreamCommands.command(person.id)
                        .setDeleteAgent(new DeleteAgent(UpstreamCommands.idOfNew(Resource.Type.AGENT, deletedAgent)))
                        .build(),
                UpstreamCommands.command(person.id)
                        .setDeleteTag(new DeleteTag(UpstreamCommands.idOfNew(Resource.Type.TAG, deletedTag)))
                        .build(),
                UpstreamCommands.command(person.id)
                        .setUpdateCustomer(UpdateCustomer.newBuilder()
                                .setName(fields.word("later name"))
                                .setEmail(fields.word("later email") + "@personal.example")
                                .build())
                        .build());
    }

    private static NamedAddress address(Traces fields, String type, String target) {
        String which = type + " " + target;
        return NamedAddress.newBuilder()
                .setType(type)
                .setTarget(target)
                .setTargetName(fields.word("target_name of " + which))
                .setName(fields.word("name of " + which))
                .setDetail(fields.word("detail of " + which))
                .build();
    }

    private void apply(Command... commands) {
        List<UUID> ids = Arrays.stream(commands).map(Command::getCommandId).toList();
        for (Command command : commands) {
            upstream.publish(command).join();
        }
        assertThat(results.await(ids.size(), result -> ids.contains(result.getCommandId())))
                .allSatisfy(result -> assertThat(result.getOutcome())
                        .as(String.valueOf(result.getRejection()))
                        .isEqualTo(Outcome.APPLIED));
    }

    private Filler filler(UUID customerId) {
        Command agent = UpstreamCommands.newAgent(customerId, customerId + "@filler.example");
        apply(UpstreamCommands.creation(customerId, customerId + "@filler.example"), agent);
        return new Filler(customerId, UpstreamCommands.idOfNew(Resource.Type.AGENT, agent));
    }

    private void append(Filler filler) {
        apply(UpstreamCommands.command(filler.customerId)
                .setUpdateAgentPassword(new UpdateAgentPassword(filler.agentId, ServiceCommands.PASSWORD_HASH))
                .build());
    }

    /** What takes a day in production: segments close and the cleaner comes at once. */
    private void compactAtOnce() throws ExecutionException, InterruptedException {
        Map<String, String> quick = Map.of(
                "segment.ms", "200",
                "min.cleanable.dirty.ratio", "0.01",
                "min.compaction.lag.ms", "0",
                "max.compaction.lag.ms", "200",
                "delete.retention.ms", "0");
        Map<ConfigResource, Collection<AlterConfigOp>> changes = Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS.name()), settings(quick),
                new ConfigResource(ConfigResource.Type.TOPIC, Topics.CREDENTIALS.name()), settings(quick),
                new ConfigResource(ConfigResource.Type.BROKER, ""), settings(Map.of("log.cleaner.backoff.ms", "200")));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bed.bootstrapServers()))) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    private static Collection<AlterConfigOp> settings(Map<String, String> values) {
        List<AlterConfigOp> settings = new ArrayList<>();
        values.forEach((name, value) ->
                settings.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        return settings;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lives on, and appends to its partition. */
    private record Filler(UUID customerId, UUID agentId) {}

    /** A customer, all of whose values can be recognised. */
    private static final class Person {
        private final UUID id = UUID.randomUUID();
        private final Traces fields;
        private final Traces secrets;
        private final Traces formerSecrets;

        private Person(String who) {
            fields = new Traces(who);
            secrets = new Traces(who + ", secrets");
            formerSecrets = new Traces(who + ", former secrets");
        }
    }
}
