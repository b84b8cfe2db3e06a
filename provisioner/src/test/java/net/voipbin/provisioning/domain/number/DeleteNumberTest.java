package net.voipbin.provisioning.domain.number;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Revisions.deleted;
import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.LATER;
import static net.voipbin.provisioning.domain.TenantAtWork.subject;
import static org.assertj.core.api.Assertions.assertThat;

import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.TenantAtWork;
import org.junit.jupiter.api.Test;

class DeleteNumberTest {

    private static final CreateNumber CREATE = new CreateNumber("+899100000001", "virtual", "", "", "main", "");

    private final TenantAtWork tenant = new TenantAtWork();
    private final Number number = subject(Number.class, tenant.by(ADMIN, CREATE));

    @Test
    void shouldReleaseTheNumber() {
        // When
        Decision decision = tenant.by(ADMIN, new DeleteNumber(number.id()));
        // Then
        assertThatDecision(decision).applied("number_deleted");
        assertThat(subject(Number.class, decision)).isEqualTo(deleted(number, LATER));
        assertThat(tenant.find(Number.class, number.id())).isEmpty();
    }

    @Test
    void shouldLetAnotherCustomerTakeTheNumberAtOnce() {
        // Given
        assertThatDecision(tenant.byOther(CREATE)).rejected(Reason.NUMBER_ALREADY_EXISTS);
        // When
        tenant.by(ADMIN, new DeleteNumber(number.id()));
        // Then
        assertThatDecision(tenant.byOther(CREATE)).applied("number_created");
    }

    @Test
    void shouldNotKnowAReleasedNumber() {
        // Given
        tenant.by(ADMIN, new DeleteNumber(number.id()));
        // Then
        assertThatDecision(tenant.by(ADMIN, new DeleteNumber(number.id()))).rejected(Reason.RESOURCE_NOT_FOUND);
    }
}
