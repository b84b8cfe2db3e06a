package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Access keys over HTTP: a token is shown to whoever made it, works at once, and ends at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestAccessKeysEndToEndTest {

    private RestBed bed;
    private Tenant tenant;

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        tenant = bed.newTenant();
    }

    @Test
    void shouldShowATokenInTheCreationsAnswerOnly() {
        // When
        Reply created = tenant.client().post("/v1.0/accesskeys", "{\"name\": \"script\"}");

        // Then
        String token = created.text("token");
        assertThat(created.status()).isEqualTo(200);
        assertThat(token).matches("vb_[A-Za-z0-9]{32}");
        assertThat(created.text("token_prefix")).isEqualTo(token.substring(0, 11));
        Reply read = tenant.client().get("/v1.0/accesskeys/" + created.text("id"));
        assertThat(read.json()).isEqualTo(((ObjectNode) created.json()).without("token"));
        assertThat(tenant.client().get("/v1.0/accesskeys").text()).doesNotContain(token);
    }

    @Test
    void shouldShowTheSameTokenThroughEitherBridgeWhenACreationIsRepeated() {
        // Given
        String key = RestBed.newKey();
        Reply first = tenant.client().post("/v1.0/accesskeys", "{\"name\": \"again\"}", "Idempotency-Key", key);

        // When
        Reply second = bed.elsewhere(tenant.client())
                .post("/v1.0/accesskeys", "{ \"name\": \"again\" }", "Idempotency-Key", key);

        // Then
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.text("token")).startsWith("vb_");
    }

    @Test
    void shouldAuthenticateATokenAtOnceThroughEitherBridgeUntilItsKeyIsDeleted() {
        // Given
        Reply created = tenant.client().post("/v1.0/accesskeys", "{}");
        String query = "/v1.0/customer?accesskey=" + created.text("token");
        int before = bed.elsewhere(bed.nobody()).get(query).status();

        // When
        Reply deleted = tenant.client().delete("/v1.0/accesskeys/" + created.text("id"));

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().get("tm_delete").isNull()).isFalse();
        Reply refused = bed.elsewhere(bed.nobody()).get(query);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void shouldLetAnAccessKeyDeleteItself() {
        // Given
        Reply created = tenant.client().post("/v1.0/accesskeys", "{}");
        String query = "?accesskey=" + created.text("token");

        // When
        Reply deleted = bed.nobody().delete("/v1.0/accesskeys/" + created.text("id") + query);

        // Then
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(bed.nobody().get("/v1.0/me" + query).status()).isEqualTo(401);
    }

    @Test
    void shouldNotAuthenticateAnAccessKeyOfADeletedCustomer() {
        // Given
        Tenant leaving = bed.newTenant();
        String token = new Staff(bed).accessKey(leaving.client());

        // When
        Staff.ok(bed.admin().delete("/v1.0/customers/" + leaving.id()));

        // Then
        assertThat(bed.nobody()
                        .get("/v1.0/customer", "Cookie", "accesskey=" + token)
                        .reason())
                .isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void shouldLetAnAccessKeyLiveAYearUnlessAskedOtherwise() {
        // When
        Reply year = tenant.client().post("/v1.0/accesskeys", "{}");
        Reply day = tenant.client().post("/v1.0/accesskeys", "{\"expire\": 86400}");
        Reply decade = tenant.client().post("/v1.0/accesskeys", "{\"expire\": 315360000}");

        // Then
        assertThat(life(year)).isEqualTo(Duration.ofDays(365));
        assertThat(life(day)).isEqualTo(Duration.ofDays(1));
        assertThat(life(decade)).isEqualTo(Duration.ofDays(3_650));
    }

    @Test
    void shouldShareIdempotencyKeysAmongACustomersAccessKeysAndItsGuestAgent() {
        // Given
        Staff staff = new Staff(bed);
        String one = staff.accessKey(tenant.client());
        String other = staff.accessKey(tenant.client());
        String key = RestBed.newKey();
        String body = "{\"name\": \"" + key + "\"}";
        Reply first = bed.nobody().post("/v1.0/tags?accesskey=" + one, body, "Idempotency-Key", key);

        // When
        Reply second = bed.nobody().post("/v1.0/tags?accesskey=" + other, body, "Idempotency-Key", key);
        Reply guest = tenant.client().post("/v1.0/tags", body, "Idempotency-Key", key);

        // Then
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(guest.text()).isEqualTo(first.text());
        assertThat(tenant.client().get("/v1.0/tags").each("name")).containsOnlyOnce(key);
    }

    private static Duration life(Reply key) {
        return Duration.between(Instant.parse(key.text("tm_create")), Instant.parse(key.text("tm_expire")));
    }
}
