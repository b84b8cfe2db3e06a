package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.voipbin.provisioning.projection.KnownCredentials.Demand;
import net.voipbin.provisioning.projection.KnownCredentials.Holder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The hashes of secrets in the read model. */
@ExtendWith(EmptyReadModel.class)
class ReadModelCredentialsTest {

    private final ReadModel readModel = new ReadModel(PostgreSql.readModel());
    private final BatchWriter batches = new BatchWriter(readModel);

    @Test
    void shouldWriteTheHashesOfSecrets() {
        // When
        batches.write(
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
        batches.write(Samples.password(Samples.CUSTOMER, Samples.AGENT, 3, "new"));
        // When
        batches.write(Samples.password(Samples.CUSTOMER, Samples.AGENT, 2, "old"));
        // Then
        assertThat(PostgreSql.select("select password_hash from credentials"))
                .containsExactly(Map.of("password_hash", "new"));
    }

    @Test
    void shouldWriteTheNewestOfACredentialsStatesInABatch() {
        // When
        batches.write(
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
        batches.write(Samples.password(Samples.CUSTOMER, Samples.AGENT, 3, "argon"));
        // When
        batches.write(Samples.none(Samples.CUSTOMER, Samples.AGENT, 4));
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
        batches.write(Samples.password(Samples.CUSTOMER, Samples.AGENT, 3, "argon"));
        Holder known = new Holder(Samples.CUSTOMER, Samples.AGENT);
        Holder ofAnother = new Holder(Samples.OTHER_CUSTOMER, Samples.AGENT);
        // When
        KnownCredentials credentials = readModel.credentials(List.of(known, ofAnother));
        // Then
        assertThat(credentials.meets(new Demand(known, 2))).isTrue();
        assertThat(credentials.meets(new Demand(known, 3))).isTrue();
        assertThat(credentials.meets(new Demand(known, 4))).isFalse();
        assertThat(credentials.meets(new Demand(ofAnother, 0))).isFalse();
    }
}
