package net.voipbin.provisioning.domain.number;

import static net.voipbin.provisioning.domain.TenantAtWork.ADMIN;
import static net.voipbin.provisioning.domain.TenantAtWork.verifiedWith;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.TenantAtWork;

class CreateNumberPropertiesTest {

    @Property(tries = 200)
    boolean shouldNeverHaveSpentMoreThanThereWas(@ForAll @IntRange(max = 30_000_000) int credit) {
        // Given
        TenantAtWork tenant = verifiedWith(credit);
        // When
        long taken = 0;
        while (tenant.by(ADMIN, new CreateNumber("+1555000" + taken, "normal", "", "", "", ""))
                instanceof Decision.Applied) {
            taken++;
        }
        // Then
        return taken == credit / 5_000_000 && tenant.account().balanceCredit() == credit % 5_000_000;
    }
}
