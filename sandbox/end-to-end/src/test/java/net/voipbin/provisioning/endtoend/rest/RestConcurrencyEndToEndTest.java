package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Many writes at once through two bridges: limits, uniqueness, versions and money hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestConcurrencyEndToEndTest {

    private static final int AT_ONCE = 20;

    private RestBed bed;
    private Staff staff;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        staff = new Staff(bed);
    }

    @Test
    void shouldReachALimitAndNotPassItWhenManyCreateAtOnce() {
        // Given
        Tenant tenant = bed.newTenant();

        // When
        List<Reply> replies = atOnce(tenant.client(), (client, number) -> client.post("/v1.0/queues", "{}"));

        // Then
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(2);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> assertThat(reply.reason()).isEqualTo("RESOURCE_LIMIT_EXCEEDED"));
        assertThat(tenant.client().get("/v1.0/queues").result()).hasSize(2);
    }

    @Test
    void shouldGiveANumberToOneTenantWhenManyTakeItAtOnce() {
        // Given
        List<Tenant> tenants =
                IntStream.range(0, 4).mapToObj(each -> bed.newTenant()).toList();
        String body = "{\"number\": \"%s\", \"type\": \"virtual\"}".formatted(staff.freeVirtualNumber());

        // When
        List<Reply> replies = atOnce(
                bed.nobody(),
                (client, number) -> client.with(
                                tenants.get(number % tenants.size()).client().token())
                        .post("/v1.0/numbers", body));

        // Then
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> assertThat(reply.reason()).isEqualTo("NUMBER_ALREADY_EXISTS"));
    }

    @Test
    void shouldMakeOneChangeWhenManyNameTheSameVersion() {
        // Given
        RestClient admin = bed.newTenant().client();
        String path = "/v1.0/tags/" + Staff.create(admin, "/v1.0/tags", "{\"name\": \"sales\"}");

        // When
        List<Reply> replies = atOnce(
                admin,
                (client, number) ->
                        client.put(path, "{\"detail\": \"try %d\"}".formatted(number), "If-Match", "\"1\""));

        // Then
        List<Reply> made =
                replies.stream().filter(reply -> reply.status() == 200).toList();
        assertThat(made).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> assertThat(reply.reason()).isEqualTo("VERSION_MISMATCH"));
        assertThat(admin.get(path).text()).isEqualTo(made.getFirst().text());
    }

    @Test
    void shouldSpendNoMoneyTwiceWhenManyBuyAtOnce() {
        // Given
        Tenant tenant = bed.newTenant();
        staff.credit(tenant.id(), "7");
        String path = staff.account(tenant.id()) + "/balance_subtract_force";

        // When
        List<Reply> replies = atOnce(bed.admin(), (client, number) -> client.post(path, "{\"balance\": 2}"));

        // Then
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(3);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> assertThat(reply.reason()).isEqualTo("INSUFFICIENT_BALANCE"));
        assertThat(bed.admin()
                        .get(staff.account(tenant.id()))
                        .json()
                        .path("balance_credit")
                        .asLong())
                .isEqualTo(1_000_000);
    }

    @Test
    void shouldDeleteOrRefuseWhatIsCreatedWhileItsCustomerIsDeleted() {
        // Given
        Tenant tenant = bed.newTenant();

        // When
        List<Reply> replies = atOnce(
                bed.admin(),
                (client, number) -> number == AT_ONCE / 2
                        ? client.delete("/v1.0/customers/" + tenant.id())
                        : client.post("/v1.0/flows", "{\"customer_id\": \"%s\"}".formatted(tenant.id())));

        // Then
        assertThat(replies.get(AT_ONCE / 2).text("status")).isEqualTo("deleted");
        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(200, 404));
        List<UUID> left = bed.system()
                .database()
                .withHandle(handle -> handle.select("select id from flows where customer_id = ?", tenant.id())
                        .mapTo(UUID.class)
                        .list());
        assertThat(left).isEmpty();
    }

    /** A client for each bridge in turn, all with the credential of one caller. */
    private List<Reply> atOnce(RestClient caller, BiFunction<RestClient, Integer, Reply> request) {
        RestClient elsewhere = bed.elsewhere(caller);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, AT_ONCE)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> request.apply(number % 2 == 0 ? caller : elsewhere, number), executor))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }
}
