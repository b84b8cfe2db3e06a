package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and creations of every kind: whose resources they are, for tenants and for super admins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestListsEndToEndTest {

    private RestBed bed;
    private Staff staff;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        staff = new Staff(bed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "numbers", "flows", "queues", "tags", "accesskeys"})
    void shouldListForASuperAdminThePlatformOrTheNamedCustomer(String kind) {
        // Given
        Tenant tenant = bed.newTenant();
        String id = staff.create(tenant, kind);

        // When
        List<String> ofTenant =
                bed.admin().get("/v1.0/" + kind + "?customer_id=" + tenant.id()).each("id");
        Reply ofPlatform = bed.admin().get("/v1.0/" + kind);

        // Then
        assertThat(ofTenant).contains(id);
        assertThat(ofPlatform.each("id")).doesNotContain(id);
        assertThat(ofPlatform.result())
                .allSatisfy(each -> assertThat(each.path("customer_id").asText())
                        .isEqualTo(bed.platformCustomerId().toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1.0/agents     | "username": "%s@acme.example", "password": "12345678"
            /v1.0/numbers    | "number": "+899%s", "type": "virtual"
            /v1.0/flows      | "name": "%s"
            /v1.0/queues     | "name": "%s"
            /v1.0/tags       | "name": "%s"
            /v1.0/accesskeys | "name": "%s"
            """)
    void shouldCreateForTheCustomerThatIsNamed(String path, String fields) {
        // Given
        Tenant tenant = bed.newTenant();
        Tenant other = bed.newTenant();
        Tenant gone = bed.newTenant();
        bed.admin().delete("/v1.0/customers/" + gone.id());
        String word =
                Long.toString(Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 800_000_000L) + 100_000_000L);
        String body = "{" + fields.formatted(word) + ", \"customer_id\": \"%s\"}";

        // When
        Reply foreign = tenant.client().post(path, body.formatted(other.id()));
        Reply unknown = bed.admin().post(path, body.formatted(UUID.randomUUID()));
        Reply deleted = bed.admin().post(path, body.formatted(gone.id()));
        Reply own = tenant.client().post(path, body.formatted(tenant.id()));

        // Then
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.reason()).isEqualTo("PERMISSION_DENIED");
        assertThat(List.of(unknown, deleted)).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.reason()).isEqualTo("RESOURCE_NOT_FOUND");
        });
        assertThat(own.status()).as(own.text()).isIn(200, 201);
        assertThat(own.text("customer_id")).isEqualTo(tenant.id().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"agents", "numbers", "flows", "queues", "tags", "accesskeys", "billing_accounts", "customers"})
    void shouldListLiveCustomersThatTheCallerMayName(String kind) {
        // Given
        Tenant tenant = bed.newTenant();
        Tenant other = bed.newTenant();
        String path = "/v1.0/" + kind + "?customer_id=";

        // When
        Reply foreign = tenant.client().get(path + other.id());
        Reply unknown = bed.admin().get(path + UUID.randomUUID());
        Reply malformed = bed.admin().get(path + "acme");
        Reply own = tenant.client().get(path + tenant.id());

        // Then
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(malformed.reason()).isEqualTo("INVALID_ARGUMENT");
        assertThat(own.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flows", "queues", "tags", "numbers", "agents", "accesskeys"})
    void shouldSkipAndRepeatNothingInPagesOfAnyList(String kind) {
        // Given
        Tenant tenant = staff.unlimitedTenant();
        List<String> newestFirst = Stream.generate(() -> staff.create(tenant, kind))
                .limit(5)
                .toList()
                .reversed();

        // When
        Reply first = tenant.client().get("/v1.0/" + kind + "?page_size=2");
        staff.create(tenant, kind);
        Reply second = bed.elsewhere(tenant.client())
                .get("/v1.0/" + kind + "?page_size=2&page_token=" + first.text("next_page_token"));
        Reply last = tenant.client().get("/v1.0/" + kind + "?page_size=0&page_token=" + second.text("next_page_token"));

        // Then
        List<String> read = Stream.of(first, second, last)
                .flatMap(page -> page.each("id").stream())
                .toList();
        assertThat(read).startsWith(newestFirst.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(last.text("next_page_token")).isEmpty();
    }
}
