package net.voipbin.provisioning.domain.billing;

import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.voipbin.provisioning.domain.BillingAccount;

class TopUpTokensPropertiesTest {

    @Property(tries = 1000)
    void shouldAlwaysBeginTheNextPeriodAfterTheTimeAndWithinAMonthOfIt(
            @ForAll @LongRange(max = 200_000_000) long birthSeconds, @ForAll @LongRange(max = 400_000_000) long age) {
        // Given
        Instant birth = NOON.plusSeconds(birthSeconds);
        Instant time = birth.plusSeconds(age);
        // When
        Instant next = BillingAccount.of(CUSTOMER_ID, birth)
                .toppedUp(time)
                .tmNextTopup()
                .orElseThrow();
        // Then
        assertThat(next).isAfter(time).isBeforeOrEqualTo(time.plus(Duration.ofDays(31)));
        int day = birth.atOffset(ZoneOffset.UTC).getDayOfMonth();
        int lastDay = next.atOffset(ZoneOffset.UTC).toLocalDate().lengthOfMonth();
        assertThat(next.atOffset(ZoneOffset.UTC).getDayOfMonth()).isEqualTo(Math.min(day, lastDay));
    }

    @Property(tries = 200)
    void shouldTopUpTwelveTimesAYearWhereEachIsGivenWhenItIsDue(@ForAll @IntRange(max = 1_460) int day) {
        // Given
        Instant birth = NOON.plus(Duration.ofDays(day));
        BillingAccount one = BillingAccount.of(CUSTOMER_ID, birth);
        // When
        for (int month = 1; month <= 12; month++) {
            one = one.toppedUp(one.tmNextTopup().orElseThrow());
        }
        // Then
        assertThat(one.tmLastTopup())
                .contains(birth.atOffset(ZoneOffset.UTC).plusMonths(12).toInstant());
    }
}
