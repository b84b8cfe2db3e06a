package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.projection.KnownCredentials.Demand;
import net.voipbin.provisioning.projection.KnownCredentials.Holder;
import net.voipbin.provisioning.projection.ProjectionBatch.ReceivedResult;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadModelTest {

    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS.name(), 3);
    private static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS.name(), 3);
    private static final UUID COMMAND = UUID.fromString("ffffffff-0000-4000-8000-000000000001");
    private static final UUID OTHER_COMMAND = UUID.fromString("ffffffff-0000-4000-8000-000000000002");
    private static final UUID OTHER_CUSTOMER = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000002");

    /** Both of PostgreSQL's kinds of JSON hold the same. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("uuid", "uuid"),
            Map.entry("text", "text"),
            Map.entry("bool", "boolean"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("timestamptz", "timestamptz"),
            Map.entry("_text", "text[]"),
            Map.entry("_uuid", "uuid[]"),
            Map.entry("json", "json"),
            Map.entry("jsonb", "json"));

    private final ReadModel readModel = new ReadModel(PostgreSql.readModel());

    @BeforeEach
    void clear() {
        PostgreSql.clear();
    }

    @Test
    void shouldWriteEveryColumnOfACustomer() {
        // When
        write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.customer(Samples.CUSTOMER, 7))));
        // Then
        assertRow("customers", """
                {"id": "aaaaaaaa-0000-4000-8000-000000000001", "version": 7, "name": "Acme 7", "detail": "A customer",
                 "email": "owner@acme.example", "phone_number": "+15551234567", "address": "1 Main Street",
                 "webhook_method": "POST", "webhook_uri": "https://acme.example/hook",
                 "billing_account_id": "cccccccc-0000-4000-8000-000000000001",
                 "permission_ids": ["customer_admin", "customer_agent"], "rtp_debug": true, "email_verified": true,
                 "identity_verification_status": "verified", "status": "frozen", "suspension_reason": "unpaid", "terms_agreed_version": "v1",
                 "terms_agreed_ip": "192.0.2.7", "tm_deletion_scheduled": "2026-01-02T03:04:06.000006+00:00",
                 "tm_create": "2026-01-02T03:04:05.000006+00:00", "tm_update": "2026-01-02T03:04:07.000006+00:00",
                 "tm_delete": "2026-01-02T03:04:08.000006+00:00"}""");
    }

    @Test
    void shouldWriteEveryColumnOfAnAgent() {
        // When
        write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.agent(Samples.CUSTOMER, 7))));
        // Then
        assertRow("agents", """
                {"id": "bbbbbbbb-0000-4000-8000-000000000001", "customer_id": "aaaaaaaa-0000-4000-8000-000000000001",
                 "version": 7, "username": "ann@acme.example", "name": "Ann 7", "detail": "At the desk",
                 "ring_method": "linear", "status": "away", "permission": 96,
                 "tag_ids": ["dddddddd-0000-4000-8000-000000000001"],
                 "addresses": [{"type": "tel", "target": "+15557654321", "target_name": "Ann", "name": "desk",
                                "detail": "of \\"glass\\""}],
                 "guest": true, "tm_create": "2026-01-02T03:04:05.000006+00:00",
                 "tm_update": "2026-01-02T03:04:07.000006+00:00", "tm_delete": null}""");
    }

    @Test
    void shouldWriteEveryColumnOfABillingAccount() {
        // When
        write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.account(Samples.CUSTOMER, 7))));
        // Then
        assertRow("billing_accounts", """
                {"id": "cccccccc-0000-4000-8000-000000000001", "customer_id": "aaaaaaaa-0000-4000-8000-000000000001",
                 "version": 7, "name": "Account 7", "detail": "Main", "plan_type": "professional",
                 "plan_status": "canceling", "balance_credit": 9000000000, "balance_token": 12,
                 "payment_type": "prepaid", "payment_method": "credit card", "status": "frozen",
                 "tm_last_topup": "2026-01-02T03:04:09.000006+00:00",
                 "tm_next_topup": "2026-01-02T03:04:10.000006+00:00",
                 "tm_create": "2026-01-02T03:04:05.000006+00:00", "tm_update": "2026-01-02T03:04:07.000006+00:00",
                 "tm_delete": null}""");
    }

    @Test
    void shouldWriteEveryColumnOfANumber() {
        // When
        write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.number(Samples.CUSTOMER, 7))));
        // Then
        assertRow("numbers", """
                {"id": "dddddddd-0000-4000-8000-000000000002", "customer_id": "aaaaaaaa-0000-4000-8000-000000000001",
                 "version": 7, "number": "+899123456789", "type": "virtual",
                 "call_flow_id": "dddddddd-0000-4000-8000-000000000003", "message_flow_id": null, "name": "Number 7",
                 "detail": "Main line", "status": "active", "t38_enabled": true, "emergency_enabled": false,
                 "rtp_debug": true, "tm_purchase": "2026-01-02T03:04:11.000006+00:00",
                 "tm_renew": "2026-01-02T03:04:12.000006+00:00", "tm_create": "2026-01-02T03:04:05.000006+00:00",
                 "tm_update": null, "tm_delete": null}""");
    }

    @Test
    void shouldWriteEveryColumnOfAQueue() {
        // When
        write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.queue(Samples.CUSTOMER, 7))));
        // Then
        assertRow("queues", """
                {"id": "dddddddd-0000-4000-8000-000000000004", "customer_id": "aaaaaaaa-0000-4000-8000-000000000001",
                 "version": 7, "name": "Queue 7", "detail": "Sales", "routing_method": "random",
                 "tag_ids": ["dddddddd-0000-4000-8000-000000000001", "eeeeeeee-0000-4000-8000-000000000001"],
                 "wait_flow_id": "dddddddd-0000-4000-8000-000000000003", "wait_timeout": 1,
                 "service_timeout": 2147483647, "tm_create": "2026-01-02T03:04:05.000006+00:00", "tm_update": null,
                 "tm_delete": null}""");
    }

    @Test
    void shouldWriteEveryColumnOfATag() {
        // When
        write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.tag(Samples.CUSTOMER, 7))));
        // Then
        assertRow("tags", """
                {"id": "dddddddd-0000-4000-8000-000000000001", "customer_id": "aaaaaaaa-0000-4000-8000-000000000001",
                 "version": 7, "name": "Tag 7", "detail": "Speaks French",
                 "tm_create": "2026-01-02T03:04:05.000006+00:00", "tm_update": null, "tm_delete": null}""");
    }

    @Test
    void shouldWriteEveryColumnOfAnAccessKey() {
        // When
        write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.accessKey(Samples.CUSTOMER, 7))));
        // Then
        assertRow("accesskeys", """
                {"id": "dddddddd-0000-4000-8000-000000000005", "customer_id": "aaaaaaaa-0000-4000-8000-000000000001",
                 "version": 7, "name": "Key 7", "detail": "For the back office", "token_prefix": "vb_01234567",
                 "tm_expire": "2026-01-02T03:04:13.000006+00:00", "tm_create": "2026-01-02T03:04:05.000006+00:00",
                 "tm_update": null, "tm_delete": null}""");
    }

    @Test
    void shouldWriteEveryColumnOfAFlow() {
        // When
        write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.flow(Samples.CUSTOMER, 7))));
        // Then
        assertRow("flows", """
                {"id": "dddddddd-0000-4000-8000-000000000003", "customer_id": "aaaaaaaa-0000-4000-8000-000000000001",
                 "version": 7, "type": "flow", "name": "Flow 7", "detail": "Menu", "actions": [],
                 "on_complete_flow_id": "dddddddd-0000-4000-8000-000000000003",
                 "tm_create": "2026-01-02T03:04:05.000006+00:00", "tm_update": null, "tm_delete": null}""");
    }

    @Test
    void shouldKeepTheOptionsOfAFlowsActionsAsTheyWereGiven() {
        // Given
        String option = "{\"b\": 1.50,  \"a\": \"\\u0000 \\\"quoted\\\"\", \"b\": [true, null]}";
        // When
        write(Samples.event(
                Samples.CUSTOMER,
                1,
                Samples.resource(Samples.flow(
                        Samples.CUSTOMER,
                        7,
                        Samples.action(Samples.TAG, Samples.ACTOR.toString(), "talk", option),
                        Samples.action(Samples.ACTOR, "", "hangup", "")))));
        // Then
        assertThat(PostgreSql.select("select actions::text as actions from flows"))
                .containsExactly(
                        Map.of(
                                "actions",
                                "[{\"id\":\"" + Samples.TAG + "\",\"next_id\":\"" + Samples.ACTOR
                                        + "\",\"type\":\"talk\",\"option\":" + option + "},{\"id\":\"" + Samples.ACTOR
                                        + "\",\"next_id\":\"00000000-0000-0000-0000-000000000000\",\"type\":\"hangup\",\"option\":{}}]"));
    }

    @Test
    void shouldHaveTheColumnsOfTheContractAndNoOthers() {
        // When
        List<String> columns = PostgreSql.select("""
                        select table_name, column_name, data_type, udt_name, is_nullable
                        from information_schema.columns where table_schema = 'public'""").stream()
                .filter(row -> ResourceTables.all().stream()
                        .anyMatch(table -> table.name().equals(row.get("table_name"))))
                .map(row -> row.get("table_name") + "." + row.get("column_name") + " " + TYPES.get(row.get("udt_name"))
                        + ("YES".equals(row.get("is_nullable")) ? "" : " not null"))
                .toList();
        // Then
        assertThat(columns)
                .containsExactlyInAnyOrderElementsOf(ResourceTables.all().stream()
                        .flatMap(table -> table.columns().stream()
                                .map(column -> table.name() + "." + column.name() + " " + column.type()
                                        + (column.nullable() ? "" : " not null")))
                        .toList());
    }

    @Test
    void shouldHaveATableForEachTypeOfResource() {
        // Then
        assertThat(ResourceTables.all())
                .extracting(ResourceTable::name)
                .containsExactly(
                        "customers", "agents", "billing_accounts", "numbers", "flows", "queues", "tags", "accesskeys");
        assertThat(PostgreSql.tables())
                .containsAll(
                        ResourceTables.all().stream().map(ResourceTable::name).toList());
    }

    @Test
    void shouldDeleteTheRowOfADeletedResourceButNotOfADeletedCustomer() {
        // Given
        write(everyResource(1));
        // When
        write(
                Samples.event(Samples.CUSTOMER, 2, 0, 2, Samples.resource(Samples.deletedAgent(Samples.CUSTOMER, 2))),
                Samples.event(
                        Samples.CUSTOMER,
                        2,
                        1,
                        2,
                        Samples.resource(Samples.deletedCustomer(Samples.CUSTOMER, 2, CustomerStatus.deleted))));
        // Then
        assertThat(PostgreSql.count("agents")).isZero();
        assertThat(PostgreSql.count("billing_accounts")).isEqualTo(1);
        assertThat(PostgreSql.select("select version from customers")).containsExactly(Map.of("version", 2L));
    }

    @Test
    void shouldLeaveNoRowOfAResourceThatIsMadeAndDeletedInOneBatch() {
        // When
        write(
                Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.agent(Samples.CUSTOMER, 1))),
                Samples.event(Samples.CUSTOMER, 2, Samples.resource(Samples.deletedAgent(Samples.CUSTOMER, 2))));
        // Then
        assertThat(PostgreSql.count("agents")).isZero();
        assertThat(PostgreSql.select("select change_seq from customer_progress"))
                .containsExactly(Map.of("change_seq", 2L));
    }

    @Test
    void shouldDeleteTheRowWhoseLastEventCompactionHasTaken() {
        // Given
        write(everyResource(1));
        long next = readModel.nextOffset(EVENTS);
        // When
        readModel.apply(
                new ProjectionBatch(
                        List.of(Samples.event(
                                Samples.CUSTOMER, 2, Samples.resource(Samples.account(Samples.CUSTOMER, 2)))),
                        Set.of(
                                new ResourceKey("agent", Samples.AGENT),
                                new ResourceKey("billing_account", Samples.ACCOUNT),
                                new ResourceKey("customer", Samples.CUSTOMER)),
                        List.of(),
                        List.of(),
                        Map.of(EVENTS, next + 1)),
                Map.of(EVENTS, next));
        // Then
        assertThat(PostgreSql.count("agents")).isZero();
        assertThat(PostgreSql.count("billing_accounts")).isZero();
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
    }

    @Test
    void shouldWriteTheHashesOfSecrets() {
        // When
        write(
                Samples.password(Samples.CUSTOMER, Samples.AGENT, 3, "argon"),
                Samples.token(Samples.CUSTOMER, Samples.ACCESS_KEY, 4, new byte[] {7, 8}));
        // Then
        assertThat(PostgreSql.rows("credentials"))
                .containsExactlyInAnyOrder(
                        "{\"change_seq\": 3, \"token_hash\": null, \"customer_id\": \"" + Samples.CUSTOMER
                                + "\", \"resource_id\": \"" + Samples.AGENT + "\", \"password_hash\": \"argon\"}",
                        "{\"change_seq\": 4, \"token_hash\": \"\\\\x0708\", \"customer_id\": \"" + Samples.CUSTOMER
                                + "\", \"resource_id\": \"" + Samples.ACCESS_KEY + "\", \"password_hash\": null}");
    }

    @Test
    void shouldNeverReplaceANewerCredentialWithAnOlder() {
        // Given
        write(Samples.password(Samples.CUSTOMER, Samples.AGENT, 3, "new"));
        // When
        write(Samples.password(Samples.CUSTOMER, Samples.AGENT, 2, "old"));
        // Then
        assertThat(PostgreSql.select("select password_hash from credentials"))
                .containsExactly(Map.of("password_hash", "new"));
    }

    @Test
    void shouldWriteTheNewestOfACredentialsStatesInABatch() {
        // When
        write(
                Samples.password(Samples.CUSTOMER, Samples.AGENT, 2, "old"),
                Samples.password(Samples.CUSTOMER, Samples.AGENT, 3, "new"),
                Samples.password(Samples.CUSTOMER, Samples.AGENT, 1, "oldest"));
        // Then
        assertThat(PostgreSql.select("select password_hash from credentials"))
                .containsExactly(Map.of("password_hash", "new"));
    }

    @Test
    void shouldKeepNoHashOfASecretThatIsGoneButHowFarItCame() {
        // Given
        write(Samples.password(Samples.CUSTOMER, Samples.AGENT, 3, "argon"));
        // When
        write(Samples.none(Samples.CUSTOMER, Samples.AGENT, 4));
        // Then
        assertThat(PostgreSql.select("select change_seq, password_hash, token_hash from credentials"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("change_seq", 4L)
                        .containsEntry("password_hash", null)
                        .containsEntry("token_hash", null));
    }

    @Test
    void shouldTellHowFarTheCredentialsOfResourcesHaveCome() {
        // Given
        write(Samples.password(Samples.CUSTOMER, Samples.AGENT, 3, "argon"));
        Holder known = new Holder(Samples.CUSTOMER, Samples.AGENT);
        Holder ofAnother = new Holder(OTHER_CUSTOMER, Samples.AGENT);
        // When
        KnownCredentials credentials = readModel.credentials(List.of(known, ofAnother));
        // Then
        assertThat(credentials.meets(new Demand(known, 2))).isTrue();
        assertThat(credentials.meets(new Demand(known, 3))).isTrue();
        assertThat(credentials.meets(new Demand(known, 4))).isFalse();
        assertThat(credentials.meets(new Demand(ofAnother, 0))).isFalse();
    }

    @Test
    void shouldWriteWhatIsLeftOutAsEmptyOrNull() {
        // Given
        Customer customer = Customer.newBuilder(Samples.liveCustomer(Samples.CUSTOMER, 1))
                .setWebhookMethod(null)
                .setTmUpdate(null)
                .setPermissionIds(List.of())
                .build();
        // When
        write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(customer)));
        // Then
        assertThat(PostgreSql.select(
                        "select webhook_method, cardinality(permission_ids) as permissions, tm_deletion_scheduled, "
                                + "tm_update, tm_delete from customers"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("webhook_method", "")
                        .containsEntry("permissions", 0)
                        .containsEntry("tm_deletion_scheduled", null)
                        .containsEntry("tm_update", null)
                        .containsEntry("tm_delete", null));
    }

    @Test
    void shouldReplaceEveryColumnWithANewerVersion() {
        // Given
        write(everyResource(1));
        // When
        write(everyResource(2));
        // Then
        assertThat(names()).containsExactly("Acme 2", "Account 2", "Ann 2");
    }

    @Test
    void shouldNeverReplaceANewerVersionWithAnOlder() {
        // Given
        write(everyResource(2));
        // When
        write(everyResource(1));
        // Then
        assertThat(names()).containsExactly("Acme 2", "Account 2", "Ann 2");
    }

    @Test
    void shouldWriteTheLastOfSeveralVersionsInABatch() {
        // When
        write(Stream.of(1, 2, 3)
                .flatMap(version -> Stream.of(everyResource(version)))
                .toArray(ResourceEvent[]::new));
        // Then
        assertThat(names()).containsExactly("Acme 3", "Account 3", "Ann 3");
    }

    @Test
    void shouldKeepEachCustomersLatestChange() {
        // Given
        write(customerEvent(Samples.CUSTOMER, 1), customerEvent(Samples.CUSTOMER, 2), customerEvent(OTHER_CUSTOMER, 9));
        // When
        write(customerEvent(Samples.CUSTOMER, 3), customerEvent(OTHER_CUSTOMER, 8));
        // Then
        assertThat(PostgreSql.select("select customer_id, change_seq from customer_progress"))
                .extracting(row -> row.get("customer_id"), row -> row.get("change_seq"))
                .containsExactlyInAnyOrder(tuple(Samples.CUSTOMER, 3L), tuple(OTHER_CUSTOMER, 9L));
    }

    @Test
    void shouldKeepTheTimeOfEachCustomersLatestChange() {
        // Given
        write(at(Samples.BIRTH.plusSeconds(2), 2), at(Samples.BIRTH.plusSeconds(1), 1));
        // When
        write(at(Samples.BIRTH.plusSeconds(9), 1));
        // Then
        assertThat(lastChange()).isEqualTo(Samples.BIRTH.plusSeconds(2));
    }

    @Test
    void shouldMoveTheTimeOfTheLatestChangeWithTheNextChange() {
        // Given
        write(at(Samples.BIRTH.plusSeconds(2), 1));
        // When
        write(at(Samples.BIRTH.plusSeconds(3), 2));
        // Then
        assertThat(lastChange()).isEqualTo(Samples.BIRTH.plusSeconds(3));
    }

    @Test
    void shouldWriteEveryColumnOfAResult() {
        // Given
        CommandResult applied = Samples.applied(COMMAND, Samples.CUSTOMER, 4);
        // When
        write(applied, Samples.rejected(OTHER_COMMAND, Samples.CUSTOMER, 4, "LOCKED_FIELD"));
        // Then
        assertThat(PostgreSql.select("select * from command_results where command_id = '" + COMMAND + "'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row)
                            .containsEntry("customer_id", Samples.CUSTOMER)
                            .containsEntry("actor_agent_id", Samples.ACTOR)
                            .containsEntry("fingerprint", new byte[] {1, 2, 3})
                            .containsEntry("outcome", "APPLIED")
                            .containsEntry("reason", null)
                            .containsEntry("change_seq", 4L)
                            .containsEntry("tm_decided", java.sql.Timestamp.from(Samples.DECIDED))
                            .containsEntry("result", Wire.write(applied));
                });
    }

    @Test
    void shouldNameTheReasonOfARejection() {
        // When
        write(
                Samples.applied(COMMAND, Samples.CUSTOMER, 4),
                Samples.rejected(OTHER_COMMAND, Samples.CUSTOMER, 4, "LOCKED_FIELD"));
        // Then
        assertThat(PostgreSql.select("select command_id, outcome, reason from command_results order by command_id"))
                .extracting(row -> row.get("outcome"), row -> row.get("reason"))
                .containsExactly(tuple("APPLIED", null), tuple("REJECTED", "LOCKED_FIELD"));
    }

    @Test
    void shouldKeepTheFirstOfTwoResultsOfACommand() {
        // Given
        CommandResult first = Samples.applied(COMMAND, Samples.CUSTOMER, 4);
        write(first, first);
        // When
        write(Samples.applied(COMMAND, Samples.CUSTOMER, 5));
        // Then
        assertThat(PostgreSql.select("select change_seq from command_results"))
                .containsExactly(Map.of("change_seq", 4L));
    }

    @Test
    void shouldKeepTheFirstOfTwoResultsOfACommandWhereBothComeAtOnceAndManyCustomersHaveEnded() {
        // Given
        PostgreSql.readModel().useHandle(handle -> {
            handle.execute("insert into erasures select gen_random_uuid(), 1, true from generate_series(1, 20000)");
            handle.execute("analyze erasures");
        });
        List<CommandResult> results = LongStream.range(0, 2_000)
                .mapToObj(command -> Samples.applied(new UUID(1, command), Samples.CUSTOMER, 4))
                .toList();
        Instant again = Samples.DECIDED.plusSeconds(60);
        List<ReceivedResult> received = Stream.concat(
                        results.stream().map(Samples::received),
                        results.stream()
                                .map(result -> new ReceivedResult(result, Wire.write(result), again.toEpochMilli())))
                .toList();
        long next = readModel.nextOffset(EVENTS);
        // When
        readModel.apply(
                new ProjectionBatch(List.of(), Set.of(), List.of(), received, Map.of(EVENTS, next + 1)),
                Map.of(EVENTS, next));
        // Then
        assertThat(PostgreSql.select("select distinct tm_decided from command_results"))
                .containsExactly(Map.of("tm_decided", Timestamp.from(Samples.DECIDED)));
    }

    @Test
    void shouldTellTheSameCommandIdOfTwoCustomersApart() {
        // When
        write(Samples.applied(COMMAND, Samples.CUSTOMER, 4), Samples.applied(COMMAND, OTHER_CUSTOMER, 4));
        // Then
        assertThat(PostgreSql.count("command_results")).isEqualTo(2);
    }

    @Test
    void shouldNotKeepTheRejectionOfAReusedCommandId() {
        // When
        write(
                Samples.rejected(COMMAND, Samples.CUSTOMER, 4, "IDEMPOTENCY_KEY_REUSED"),
                Samples.applied(OTHER_COMMAND, Samples.CUSTOMER, 4));
        // Then
        assertThat(PostgreSql.select("select command_id from command_results"))
                .containsExactly(Map.of("command_id", OTHER_COMMAND));
    }

    @ParameterizedTest
    @EnumSource(
            value = CustomerStatus.class,
            names = {"deleted", "expired"})
    void shouldEmptyTheResultsOfACustomerThatEnds(CustomerStatus status) {
        // Given
        write(
                Samples.applied(COMMAND, Samples.CUSTOMER, 1),
                Samples.applied(COMMAND, OTHER_CUSTOMER, 1),
                Samples.rejected(OTHER_COMMAND, Samples.CUSTOMER, 1, "LOCKED_FIELD"));
        // When
        write(end(Samples.CUSTOMER, 2, status));
        eraseAll();
        // Then
        assertThat(results())
                .containsExactlyInAnyOrder(
                        tuple(COMMAND, Samples.CUSTOMER, true),
                        tuple(COMMAND, OTHER_CUSTOMER, false),
                        tuple(OTHER_COMMAND, Samples.CUSTOMER, false));
    }

    @Test
    void shouldEmptyAResultThatComesAfterItsCustomersEnd() {
        // Given
        write(end(Samples.CUSTOMER, 2, CustomerStatus.deleted));
        // When
        write(
                Samples.applied(COMMAND, Samples.CUSTOMER, 1),
                Samples.rejected(OTHER_COMMAND, Samples.CUSTOMER, 1, "LOCKED_FIELD"));
        // Then
        assertThat(results())
                .containsExactlyInAnyOrder(
                        tuple(COMMAND, Samples.CUSTOMER, true), tuple(OTHER_COMMAND, Samples.CUSTOMER, false));
    }

    @Test
    void shouldEmptyAResultThatComesTogetherWithItsCustomersEnd() {
        // When
        write(
                List.of(end(Samples.CUSTOMER, 2, CustomerStatus.deleted)),
                List.of(Samples.applied(COMMAND, Samples.CUSTOMER, 1)));
        // Then
        assertThat(results()).containsExactly(tuple(COMMAND, Samples.CUSTOMER, true));
    }

    @Test
    void shouldLeaveTheResultOfTheDeletionItselfWhetherItComesBeforeOrAfter() {
        // Given
        write(Samples.applied(COMMAND, Samples.CUSTOMER, 2));
        write(end(Samples.CUSTOMER, 2, CustomerStatus.deleted));
        // What it owned goes in changes of their own, where it is much.
        write(Samples.event(Samples.CUSTOMER, 3, Samples.resource(Samples.deletedAgent(Samples.CUSTOMER, 2))));
        // When
        write(Samples.applied(OTHER_COMMAND, Samples.CUSTOMER, 2));
        eraseAll();
        // Then
        assertThat(results())
                .containsExactlyInAnyOrder(
                        tuple(COMMAND, Samples.CUSTOMER, false), tuple(OTHER_COMMAND, Samples.CUSTOMER, false));
    }

    @Test
    void shouldEmptyABoundedNumberOfResultsAtOnceUntilNoneIsLeft() {
        // Given
        PostgreSql.readModel()
                .useHandle(handle -> handle.createUpdate("""
                        insert into command_results
                        select gen_random_uuid(), :customer, null, '', 'APPLIED', null, 1, now(), 'personal'
                        from generate_series(1, 12000)""")
                        .bind("customer", Samples.CUSTOMER)
                        .execute());
        write(end(Samples.CUSTOMER, 2, CustomerStatus.deleted));
        String left = "select count(*) as left from command_results where result is not null";
        // When
        List<Object> counts = Stream.generate(() -> {
                    boolean more = readModel.eraseResults();
                    return more ? PostgreSql.select(left).getFirst().get("left") : "done";
                })
                .limit(4)
                .toList();
        // Then
        assertThat(counts).containsExactly(7000L, 2000L, 0L, "done");
    }

    @Test
    void shouldEmptyAResultThatWasBeingWrittenWhileItsCustomerEnded() throws Exception {
        // Given
        readModel.nextOffset(RESULTS);
        try (Handle writer = PostgreSql.readModel().open();
                ExecutorService processes = Executors.newSingleThreadExecutor()) {
            writer.begin();
            writer.execute("update projection_offsets set next_offset = 1 where topic = ?", Topics.RESULTS.name());
            writer.execute(
                    "insert into command_results values (?, ?, null, '', 'APPLIED', null, 1, now(), 'personal')",
                    COMMAND,
                    Samples.CUSTOMER);
            write(end(Samples.CUSTOMER, 2, CustomerStatus.deleted));
            // When
            Future<Boolean> erasure = processes.submit(readModel::eraseResults);
            await().until(() -> !PostgreSql.select("select 1 from pg_locks where not granted")
                    .isEmpty());
            writer.commit();
            erasure.get();
        }
        // Then
        assertThat(results()).containsExactly(tuple(COMMAND, Samples.CUSTOMER, true));
        assertThat(readModel.eraseResults()).isFalse();
    }

    @Test
    void shouldRememberNoEndThatWasNotWritten() {
        // Given
        readModel.nextOffset(EVENTS);
        ProjectionBatch stale = new ProjectionBatch(
                List.of(end(Samples.CUSTOMER, 2, CustomerStatus.deleted)),
                Set.of(),
                List.of(),
                List.of(),
                Map.of(EVENTS, 9L));
        // When
        assertThatExceptionOfType(StaleOffsetException.class)
                .isThrownBy(() -> readModel.apply(stale, Map.of(EVENTS, 8L)));
        // Then
        assertThat(PostgreSql.count("erasures")).isZero();
    }

    @Test
    void shouldPruneResultsByAge() {
        // Given
        write(Samples.applied(COMMAND, Samples.CUSTOMER, 1));
        Duration age = Duration.ofDays(8);
        // When
        readModel.pruneResults(age, Samples.DECIDED.plus(age));
        long early = PostgreSql.count("command_results");
        boolean more = readModel.pruneResults(age, Samples.DECIDED.plus(age).plusMillis(1));
        // Then
        assertThat(early).isEqualTo(1);
        assertThat(more).isFalse();
        assertThat(PostgreSql.count("command_results")).isZero();
    }

    @Test
    void shouldPruneABoundedNumberAtOnceTheOldestFirst() {
        // Given
        PostgreSql.readModel().useHandle(handle -> handle.execute("""
                insert into command_results
                select gen_random_uuid(), gen_random_uuid(), null, '', 'APPLIED', null, n,
                       timestamptz '2026-01-01T00:00:00Z' + n * interval '1 second', null
                from generate_series(1, 5003) n"""));
        // When
        boolean more = readModel.pruneResults(Duration.ZERO, Instant.parse("2026-02-01T00:00:00Z"));
        // Then
        assertThat(more).isTrue();
        assertThat(PostgreSql.select("select change_seq from command_results order by change_seq"))
                .extracting(row -> row.get("change_seq"))
                .containsExactly(5001L, 5002L, 5003L);
    }

    @Test
    void shouldBeginAtZeroAndGoOnWhereTheBatchEnded() {
        // Given
        long beginning = readModel.nextOffset(EVENTS);
        // When
        readModel.apply(
                new ProjectionBatch(
                        List.of(customerEvent(Samples.CUSTOMER, 1)),
                        Set.of(),
                        List.of(),
                        List.of(),
                        Map.of(EVENTS, 17L)),
                Map.of(EVENTS, beginning));
        // Then
        assertThat(beginning).isZero();
        assertThat(readModel.nextOffset(EVENTS)).isEqualTo(17);
        assertThat(readModel.nextOffset(RESULTS)).isZero();
    }

    @Test
    void shouldWriteNothingWhenAnotherProcessMovedOneOfTheOffsets() {
        // Given
        readModel.nextOffset(EVENTS);
        readModel.nextOffset(RESULTS);
        readModel.apply(
                new ProjectionBatch(List.of(), Set.of(), List.of(), List.of(), Map.of(RESULTS, 5L)),
                Map.of(RESULTS, 0L));
        ProjectionBatch stale = new ProjectionBatch(
                List.of(everyResource(1)),
                Set.of(),
                List.of(Samples.password(Samples.CUSTOMER, Samples.AGENT, 1, "hash")),
                List.of(Samples.received(Samples.applied(COMMAND, Samples.CUSTOMER, 1))),
                Map.of(EVENTS, 3L, RESULTS, 1L));
        // When
        assertThatExceptionOfType(StaleOffsetException.class)
                .isThrownBy(() -> readModel.apply(stale, Map.of(EVENTS, 0L, RESULTS, 0L)))
                .withMessageContaining(RESULTS.toString());
        // Then
        assertThat(Stream.of(
                                "customers",
                                "agents",
                                "billing_accounts",
                                "credentials",
                                "customer_progress",
                                "command_results")
                        .map(PostgreSql::count))
                .containsOnly(0L);
        assertThat(readModel.nextOffset(EVENTS)).isZero();
        assertThat(readModel.nextOffset(RESULTS)).isEqualTo(5);
    }

    @Test
    void shouldMoveNoOffsetWhenARowCannotBeWritten() {
        // Given
        readModel.nextOffset(EVENTS);
        ResourceEvent unknown =
                Samples.event(Samples.CUSTOMER, 2, Resource.newBuilder().build());
        // When
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> readModel.apply(
                        new ProjectionBatch(
                                List.of(customerEvent(Samples.CUSTOMER, 1), unknown),
                                Set.of(),
                                List.of(),
                                List.of(),
                                Map.of(EVENTS, 2L)),
                        Map.of(EVENTS, 0L)));
        // Then
        assertThat(PostgreSql.count("customers")).isZero();
        assertThat(readModel.nextOffset(EVENTS)).isZero();
    }

    @Test
    void shouldLetOneOfTwoProcessesWithTheSameBatchWrite() throws Exception {
        // Given
        readModel.nextOffset(EVENTS);
        ProjectionBatch batch = new ProjectionBatch(
                List.of(customerEvent(Samples.CUSTOMER, 1)), Set.of(), List.of(), List.of(), Map.of(EVENTS, 1L));
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<String> process = () -> {
            together.await();
            try {
                new ReadModel(PostgreSql.readModel()).apply(batch, Map.of(EVENTS, 0L));
                return "written";
            } catch (StaleOffsetException e) {
                return "stale";
            }
        };
        // When
        List<String> outcomes = atOnce(process);
        // Then
        assertThat(outcomes).containsExactlyInAnyOrder("written", "stale");
        assertThat(readModel.nextOffset(EVENTS)).isEqualTo(1);
        assertThat(PostgreSql.count("customers")).isEqualTo(1);
    }

    @Test
    void shouldMakeThePartitionsRowOnceWhenTwoProcessesBeginAtOnce() throws Exception {
        // Given
        CyclicBarrier together = new CyclicBarrier(2);
        // When
        List<Long> offsets = atOnce(() -> {
            together.await();
            return readModel.nextOffset(EVENTS);
        });
        // Then
        assertThat(offsets).containsExactly(0L, 0L);
    }

    private static <T> List<T> atOnce(Callable<T> process) throws InterruptedException, ExecutionException {
        try (ExecutorService processes = Executors.newFixedThreadPool(2)) {
            List<Future<T>> running = processes.invokeAll(List.of(process, process));
            return List.of(running.getFirst().get(), running.getLast().get());
        }
    }

    private void write(ResourceEvent... events) {
        write(List.of(events), List.of());
    }

    private void write(CommandResult... results) {
        write(List.of(), List.of(results));
    }

    private void write(Credential... credentials) {
        long next = readModel.nextOffset(EVENTS);
        readModel.apply(
                new ProjectionBatch(List.of(), Set.of(), List.of(credentials), List.of(), Map.of(EVENTS, next + 1)),
                Map.of(EVENTS, next));
    }

    private void eraseAll() {
        boolean more = true;
        while (more) {
            more = readModel.eraseResults();
        }
    }

    private void write(List<ResourceEvent> events, List<CommandResult> results) {
        long next = readModel.nextOffset(EVENTS);
        readModel.apply(
                new ProjectionBatch(
                        events,
                        Set.of(),
                        List.of(),
                        results.stream().map(Samples::received).toList(),
                        Map.of(EVENTS, next + 1)),
                Map.of(EVENTS, next));
    }

    /** A change of all three resources, as one array for {@link #write}. */
    private static ResourceEvent[] everyResource(long version) {
        List<Resource> resources = List.of(
                Samples.resource(Samples.customer(Samples.CUSTOMER, version)),
                Samples.resource(Samples.agent(Samples.CUSTOMER, version)),
                Samples.resource(Samples.account(Samples.CUSTOMER, version)));
        return IntStream.range(0, resources.size())
                .mapToObj(index -> Samples.event(Samples.CUSTOMER, version, index, 3, resources.get(index)))
                .toArray(ResourceEvent[]::new);
    }

    private static ResourceEvent at(Instant time, long changeSeq) {
        return ResourceEvent.newBuilder(customerEvent(Samples.CUSTOMER, changeSeq))
                .setTime(time)
                .build();
    }

    private static Instant lastChange() {
        return PostgreSql.readModel()
                .withHandle(handle -> handle.select("select tm_last_change from customer_progress")
                        .mapTo(Instant.class)
                        .one());
    }

    private static ResourceEvent customerEvent(UUID customerId, long changeSeq) {
        return Samples.event(customerId, changeSeq, Samples.resource(Samples.liveCustomer(customerId, changeSeq)));
    }

    private static ResourceEvent end(UUID customerId, long changeSeq, CustomerStatus status) {
        return Samples.event(
                customerId, changeSeq, Samples.resource(Samples.deletedCustomer(customerId, changeSeq, status)));
    }

    private static List<Object> names() {
        return PostgreSql.select("""
                        select name from customers
                        union all select name from billing_accounts
                        union all select name from agents""").stream().map(row -> row.get("name")).toList();
    }

    private static List<org.assertj.core.groups.Tuple> results() {
        return PostgreSql.select("select command_id, customer_id, result is null as emptied from command_results")
                .stream()
                .map(row -> tuple(row.get("command_id"), row.get("customer_id"), row.get("emptied")))
                .toList();
    }

    private static void assertRow(String table, String expected) {
        ObjectMapper json = new ObjectMapper();
        assertThat(PostgreSql.rows(table)).singleElement().satisfies(row -> {
            try {
                assertThat(json.readTree(row)).isEqualTo(json.readTree(expected));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }
}
