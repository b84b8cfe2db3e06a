package net.voipbin.provisioning.domain.accesskey;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Office.NOW;
import static net.voipbin.provisioning.domain.Revisions.deleted;
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
import org.junit.jupiter.api.Test;

class DeleteAccessKeyTest {

    private final Office office = new Office();
    private final AccessKey key = office.accessKey();

    @Test
    void shouldEndTheKeyWithItsToken() {
        // When
        Decision.Applied applied = office.apply(as(office.admin()), new DeleteAccessKey(key.id()));
        // Then
        assertThat(applied.subject()).isEqualTo(deleted(key, NOW));
        assertThat(applied.changes()).containsExactly(Change.deleted(key, key, NOW));
        assertThat(Office.events(applied)).containsExactly("accesskey_deleted");
        assertThat(applied.credentials())
                .containsExactly(new CredentialChange(Resource.Type.ACCESSKEY, key.id(), new Credential.Removed()));
        assertThat(office.find(AccessKey.class, key.id())).isEmpty();
    }

    @Test
    void shouldNotFindADeletedKeyAgain() {
        // Given
        office.apply(PLATFORM, new DeleteAccessKey(key.id()));
        // Then
        assertThatDecision(office.handle(PLATFORM, new DeleteAccessKey(key.id())))
                .rejected(Reason.RESOURCE_NOT_FOUND);
    }
}
