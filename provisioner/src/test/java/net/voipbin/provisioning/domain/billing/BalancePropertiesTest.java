package net.voipbin.provisioning.domain.billing;

import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.TenantAtWork;

class BalancePropertiesTest {

    @Property(tries = 300)
    void shouldAlwaysBeTheSumOfWhatWasAppliedAndNeverBelowZero(@ForAll("movements") List<Long> movements) {
        // Given
        TenantAtWork fresh = new TenantAtWork();
        BigInteger sum = BigInteger.ZERO;
        for (long movement : movements) {
            // When
            Decision decision =
                    fresh.by(PLATFORM, movement < 0 ? new SubtractBalance(-movement) : new AddBalance(movement));
            // Then
            BigInteger next = sum.add(BigInteger.valueOf(movement));
            boolean possible = next.signum() >= 0 && next.bitLength() < Long.SIZE;
            assertThat(decision instanceof Decision.Applied).isEqualTo(possible);
            sum = possible ? next : sum;
            assertThat(fresh.account().balanceCredit()).isEqualTo(sum.longValueExact());
        }
    }

    @Provide
    Arbitrary<List<Long>> movements() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(-20, 20),
                        Arbitraries.longs().between(-Long.MAX_VALUE, Long.MAX_VALUE))
                .list()
                .ofMaxSize(12);
    }
}
