package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import net.voipbin.provisioning.contract.Customer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the fields of each type of resource become columns. */
@ExtendWith(EmptyReadModel.class)
class ReadModelColumnsTest {

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

    private final BatchWriter batches = new BatchWriter(new ReadModel(PostgreSql.readModel()));

    @Test
    void shouldWriteEveryColumnOfACustomer() {
        // When
        batches.write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.customer(Samples.CUSTOMER, 7))));
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
        batches.write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.agent(Samples.CUSTOMER, 7))));
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
        batches.write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.account(Samples.CUSTOMER, 7))));
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
        batches.write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.number(Samples.CUSTOMER, 7))));
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
        batches.write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.queue(Samples.CUSTOMER, 7))));
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
        batches.write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.tag(Samples.CUSTOMER, 7))));
        // Then
        assertRow("tags", """
                {"id": "dddddddd-0000-4000-8000-000000000001", "customer_id": "aaaaaaaa-0000-4000-8000-000000000001",
                 "version": 7, "name": "Tag 7", "detail": "Speaks French",
                 "tm_create": "2026-01-02T03:04:05.000006+00:00", "tm_update": null, "tm_delete": null}""");
    }

    @Test
    void shouldWriteEveryColumnOfAnAccessKey() {
        // When
        batches.write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.accessKey(Samples.CUSTOMER, 7))));
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
        batches.write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(Samples.flow(Samples.CUSTOMER, 7))));
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
        batches.write(Samples.event(
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
    void shouldWriteWhatIsLeftOutAsEmptyOrNull() {
        // Given
        Customer customer = Customer.newBuilder(Samples.liveCustomer(Samples.CUSTOMER, 1))
                .setWebhookMethod(null)
                .setTmUpdate(null)
                .setPermissionIds(List.of())
                .build();
        // When
        batches.write(Samples.event(Samples.CUSTOMER, 1, Samples.resource(customer)));
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
