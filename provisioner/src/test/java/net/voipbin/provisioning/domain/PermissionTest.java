package net.voipbin.provisioning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionTest {

    @Test
    void shouldAllowWhereAnyWantedBitIsHeld() {
        // Then
        assertThat(new Permission(64).allows(32 | 64)).isTrue();
        assertThat(new Permission(16).allows(32 | 64)).isFalse();
        assertThat(new Permission(0).allows(16)).isFalse();
    }

    @Test
    void shouldAllowASuperAdminAnything() {
        // Then
        assertThat(new Permission(1).allows(32)).isTrue();
        assertThat(new Permission(1).allows(0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 113, true",
        "32, 112, true",
        "32, 1, false",
        "64, 80, true",
        "64, 32, false",
        "64, 96, false",
        "64, 1, false",
        "16, 16, false",
        "16, 0, true",
        "0, 0, true",
        "0, 16, false",
        "80, 32, false",
        "33, 1, true"
    })
    void shouldGrantWhatThePermissionMayHandOut(int held, int bits, boolean granted) {
        // Then
        assertThat(new Permission(held).grants(bits)).isEqualTo(granted);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 32, 64, 113})
    void shouldBeAnySumOfTheNamedBits(int mask) {
        // Then
        assertThat(new Permission(mask).mask()).isEqualTo(mask);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 128, 33 + 2, -1})
    void shouldHaveNoOtherBits(int mask) {
        // Then
        assertThatThrownBy(() -> new Permission(mask)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldUniteTheBitsOfDefaultPermissions() {
        // Then
        assertThat(DefaultPermission.mask(List.of())).isZero();
        assertThat(DefaultPermission.mask(List.of(DefaultPermission.values()))).isEqualTo(112);
    }
}
