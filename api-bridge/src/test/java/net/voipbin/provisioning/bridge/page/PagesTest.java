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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of lists, with a real PostgreSQL behind the bridge. */
class PagesTest {

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant acme;
    private Tenant other;

    @BeforeEach
    void populate() {
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
        other = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
    }

    @Test
    void shouldSkipAndRepeatNothingWhenTimesAreEqual() {
        // Given
        IntStream.range(0, 10)
                .forEach(i -> ReadModel.agent(
                        acme.id(),
                        UUID.randomUUID(),
                        "a" + i + "@acme.example",
                        Permission.CUSTOMER_AGENT,
                        false,
                        ReadModel.BIRTH));

        // When
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            Reply page = bridge.get(acme, "/v1.0/agents?page_size=5&page_token=" + token);
            page.json()
                    .path("result")
                    .forEach(agent -> seen.add(agent.path("id").asText()));
            token = page.json().path("next_page_token").asText();
        } while (!token.isEmpty());

        // Then
        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseThePageTokenOfAnotherListOrCustomer() {
        // Given
        String token = bridge.get(acme, "/v1.0/agents?page_size=1")
                .json()
                .path("next_page_token")
                .asText();

        // When
        Reply otherCustomer = bridge.get(other, "/v1.0/agents?page_token=" + token);
        Reply otherList = bridge.get(acme, "/v1.0/billing_accounts?page_token=" + token);

        // Then
        assertThat(token).isNotEmpty();
        assertThat(otherCustomer.reason()).isEqualTo("INVALID_REQUEST_PARAMETER");
        assertThat(otherList.reason()).isEqualTo("INVALID_REQUEST_PARAMETER");
    }

    @ParameterizedTest
    @CsvSource({"0,200", "101,200", "-3,200", "99999999999999999999,200", "many,400", "'',400"})
    void shouldTakeAPageSizeOnlyWhenItIsANumber(String size, int status) {
        // When
        Reply reply = bridge.get(acme, "/v1.0/agents?page_size=" + size);

        // Then
        assertThat(reply.status()).isEqualTo(status);
    }
}
