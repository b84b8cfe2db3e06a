package net.voipbin.provisioning.domain.accesskey;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.as;
import static org.assertj.core.api.Assertions.assertThat;

import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Office;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateAccessKeyTest {

    private static final String PREFIX = "vb_12345678";
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final Office office = new Office();

    @Test
    void shouldCreateTheKeyAsAsked() {
        // When
        Decision.Applied applied =
                office.apply(as(office.admin()), new CreateAccessKey("robot", "at night", 86_400, PREFIX, HASH));
        // Then
        AccessKey key = (AccessKey) applied.subject();
        assertThat(key)
                .isEqualTo(new AccessKey(
                        key.id(),
                        CUSTOMER_ID,
                        Revision.first(NOW),
                        "robot",
                        "at night",
                        PREFIX,
                        NOW.plusSeconds(86_400)));
        assertThat(applied.changes()).containsExactly(Change.created(key));
        assertThat(Office.events(applied)).containsExactly("accesskey_created");
    }

    @Test
    void shouldKeepTheTokensHashApartFromTheKey() {
        // When
        Decision.Applied applied = office.apply(PLATFORM, new CreateAccessKey("", "", 86_400, PREFIX, HASH));
        // Then
        assertThat(applied.credentials())
                .containsExactly(new CredentialChange(
                        Resource.Type.ACCESSKEY, applied.subject().id(), new Credential.TokenHash(HASH)));
        assertThat(applied.changes().toString()).doesNotContain(HASH);
    }

    @ParameterizedTest
    @ValueSource(longs = {86_399, 0, -1, Long.MIN_VALUE, 315_360_001, Long.MAX_VALUE})
    void shouldRefuseATimeThatIsTooShortOrTooLong(long expire) {
        // Then
        assertThatDecision(office.handle(PLATFORM, new CreateAccessKey("", "", expire, PREFIX, HASH)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "expire");
    }

    @ParameterizedTest
    @ValueSource(longs = {86_400, 31_536_000, 315_360_000})
    void shouldEndTheKeySoManySecondsAfterItsCreation(long expire) {
        // When
        AccessKey key = (AccessKey) office.apply(PLATFORM, new CreateAccessKey("", "", expire, PREFIX, HASH))
                .subject();
        // Then
        assertThat(key.tmExpire()).isEqualTo(NOW.plusSeconds(expire));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vb_1234567", "vb_123456789", "vb_1234567!", "xx_12345678"})
    void shouldRefuseAPrefixThatIsOfNoTokenOfOurs(String prefix) {
        // Then
        assertThatDecision(office.handle(PLATFORM, new CreateAccessKey("", "", 86_400, prefix, HASH)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "token_prefix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcdef", "ABCDEF"})
    void shouldRefuseAHashThatIsNoSha256(String hash) {
        // Then
        assertThatDecision(office.handle(PLATFORM, new CreateAccessKey("", "", 86_400, PREFIX, hash)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "token_hash");
    }

    @Test
    void shouldTakeTheLongestTextsAndNoLongerOnes() {
        // Then
        assertThatDecision(office.handle(PLATFORM, new CreateAccessKey("n".repeat(256), "", 86_400, PREFIX, HASH)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "name");
        assertThatDecision(office.handle(PLATFORM, new CreateAccessKey("", "d".repeat(65_536), 86_400, PREFIX, HASH)))
                .rejectedForField(Reason.INVALID_ARGUMENT, "detail");
        assertThat(office.handle(
                        PLATFORM, new CreateAccessKey("n".repeat(255), "d".repeat(65_535), 86_400, PREFIX, HASH)))
                .isInstanceOf(Decision.Applied.class);
    }
}
