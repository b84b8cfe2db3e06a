package net.voipbin.provisioning.bridge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false"
    })
    void shouldTakeAddressesOfOneClientForOne(String one, String other, boolean same) {
        // Given
        String first = AddressBlock.of(one);

        // When
        String second = AddressBlock.of(other);

        // Then
        assertThat(first.equals(second)).isEqualTo(same);
    }

    @Test
    void shouldTakeWhatIsNoAddressForItself() {
        // Then
        assertThat(AddressBlock.of("a-socket")).isEqualTo("a-socket");
    }
}
