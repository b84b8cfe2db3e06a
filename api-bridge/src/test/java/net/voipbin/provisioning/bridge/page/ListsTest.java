package net.voipbin.provisioning.bridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import net.voipbin.provisioning.bridge.database.Sql;
import net.voipbin.provisioning.bridge.resource.ReadTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in pages: nothing skipped or repeated, whatever is inserted meanwhile, and an index behind each. */
class ListsTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant acme;

    @BeforeEach
    void populate() {
        ReadModel.tenant(ReadModel.PLATFORM, Permission.SUPER_ADMIN);
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customers|true|tm_delete is null|true|customers_newest_first",
                "billing_accounts|true|true|true|billing_accounts_newest_first",
                "billing_accounts|customer_id = :customer_id|true|true|billing_accounts_of_customer",
                "agents|customer_id = :customer_id|true|true|agents_newest_first",
                "agents|customer_id = :customer_id|true|status = 'busy'|agents_of_status",
                "numbers|customer_id = :customer_id|true|true|numbers_newest_first",
                "flows|customer_id = :customer_id|true|true|flows_newest_first",
                "queues|customer_id = :customer_id|true|true|queues_newest_first",
                "tags|customer_id = :customer_id|true|true|tags_newest_first",
                "accesskeys|customer_id = :customer_id|true|true|accesskeys_newest_first"
            })
    void shouldReadEveryListInTheOrderOfAnIndex(
            String table, String owned, String live, String condition, String index) {
        // When
        String plan = ReadModel.jdbi().inTransaction(handle -> {
            handle.execute("set local enable_seqscan = off");
            handle.execute("set local enable_bitmapscan = off");
            // In a table this small any other index would do as well.
            handle.createQuery(
                            "select indexname from pg_indexes where tablename = :table and indexname not in (:index, :table || '_pkey')")
                    .bind("table", table)
                    .bind("index", index)
                    .mapTo(String.class)
                    .list()
                    .forEach(another -> handle.execute("drop index " + another));
            String found = String.join(
                    "\n",
                    handle.createQuery("explain " + Sql.named(ReadTable.class, "page"))
                            .define("columns", "id, tm_create")
                            .define("table", table)
                            .define("owned", owned)
                            .define("live", live)
                            .define("condition", condition)
                            .bind("customer_id", acme.id())
                            .bind("after_tm_create", ReadModel.BIRTH)
                            .bind("after_id", acme.id())
                            .bind("most", 100)
                            .bind("most_text", 1_000_000L)
                            .mapTo(String.class)
                            .list());
            handle.rollback();
            return found;
        });

        // Then
        assertThat(plan).contains(index).doesNotContain("Sort");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50})
    void shouldSkipAndRepeatNothingWhenRowsAreInsertedMeanwhile(int size) {
        // Given
        IntStream.range(0, 25).forEach(i -> agent("early" + i, 0));
        List<String> before = all(100);

        // When
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            Reply page = page(size, token);
            page.json()
                    .path("result")
                    .forEach(agent -> seen.add(agent.path("id").asText()));
            token = page.json().path("next_page_token").asText();
            agent("late" + seen.size(), seen.size() + 1);
        } while (!token.isEmpty());

        // Then
        assertThat(seen).isEqualTo(before);
    }

    @Test
    void shouldGiveNoTokenWithTheLastPageEvenIfItIsFull() {
        // Given
        IntStream.range(0, 4).forEach(i -> agent("a" + i, 0));

        // When
        Reply first = page(3, "");
        Reply last = page(3, first.json().path("next_page_token").asText());

        // Then
        assertThat(first.json().path("result")).hasSize(3);
        assertThat(first.json().path("next_page_token").asText()).isNotEmpty();
        assertThat(last.json().path("result")).hasSize(3);
        assertThat(last.json().path("next_page_token").asText()).isEmpty();
    }

    @Test
    void shouldEndAPageEarlyAndNeverEmptyWhenResourcesAreLarge() {
        // Given
        int mebibyte = 1 << 20;
        List<Integer> sizes = List.of(10, mebibyte / 2, mebibyte / 2, mebibyte / 2, 5 * mebibyte, 5 * mebibyte, 10);
        sizes.forEach(this::flow);

        // When
        List<Integer> pages = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            Reply page = bridge.get("/v1.0/flows?page_token=" + token + "&token=" + Bridge.token(acme));
            page.json().path("result").forEach(flow -> seen.add(flow.path("id").asText()));
            pages.add(page.json().path("result").size());
            token = page.json().path("next_page_token").asText();
        } while (!token.isEmpty());

        // Then
        assertThat(pages).isEqualTo(List.of(1, 1, 1, 4));
        assertThat(seen).doesNotHaveDuplicates().hasSameSizeAs(sizes);
    }

    /** The later it is made, the newer. */
    private void flow(int size) {
        ReadModel.execute(
                "insert into flows values (?, ?, 1, 'flow', '', '', cast(? as json), null, clock_timestamp(), null, null)",
                UUID.randomUUID(),
                acme.id(),
                "[{\"id\":\"11111111-1111-4111-8111-111111111111\",\"next_id\":\"00000000-0000-0000-0000-000000000000\","
                        + "\"type\":\"talk\",\"option\":{\"text\":\"" + "x".repeat(size) + "\"}}]");
    }

    private void agent(String name, int secondsLater) {
        ReadModel.agent(
                acme.id(),
                UUID.randomUUID(),
                name + "@acme.example",
                16,
                false,
                ReadModel.BIRTH.plusSeconds(1L + secondsLater));
    }

    private List<String> all(int size) {
        List<String> ids = new ArrayList<>();
        page(size, "")
                .json()
                .path("result")
                .forEach(agent -> ids.add(agent.path("id").asText()));
        return ids;
    }

    private Reply page(int size, String token) {
        return bridge.get("/v1.0/agents?page_size=" + size + "&page_token=" + token + "&token=" + Bridge.token(acme));
    }
}
