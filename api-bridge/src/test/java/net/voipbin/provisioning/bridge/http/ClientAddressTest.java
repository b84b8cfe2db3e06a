package net.voipbin.provisioning.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    private static final String PEER = "192.0.2.99";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 198.51.100.1; 192.0.2.99",
                "1; 198.51.100.1; 198.51.100.1",
                "1; 203.0.113.66, 198.51.100.1; 198.51.100.1",
                "2; 203.0.113.66,198.51.100.1 , 192.0.2.5; 198.51.100.1",
                "2; 192.0.2.5; 192.0.2.99",
                "1; 2001:DB8::1; 2001:db8:0:0:0:0:0:1",
                "1; ::ffff:198.51.100.1; 198.51.100.1"
            })
    void shouldBeTheSoManyThFromTheRight(int proxies, String header, String address) {
        // Then
        assertThat(new ClientAddress(proxies).of(PEER, List.of(header))).isEqualTo(address);
    }

    @Test
    void shouldReadAllOccurrencesOfTheHeaderAsOneList() {
        // When
        String address = new ClientAddress(2).of(PEER, List.of("203.0.113.66", "198.51.100.1, 192.0.2.4", "192.0.2.5"));

        // Then
        assertThat(address).isEqualTo("192.0.2.4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "localhost",
                "1",
                "3232235777",
                "256.1.1.1",
                "01.2.3.4",
                "198.51.100.1:4711",
                "[2001:db8::1]",
                "fe80::1%eth0",
                ":::",
                "1:2:3",
                "198.51.100.1\u0000",
                "198.51.100.1,"
            })
    void shouldBeThePeersWhereTheHeaderNamesNone(String header) {
        // Then
        assertThat(new ClientAddress(1).of(PEER, List.of(header))).isEqualTo(PEER);
    }

    @Test
    void shouldBeThePeersWhereThereIsNoHeader() {
        // Then
        assertThat(new ClientAddress(1).of(PEER, List.of())).isEqualTo(PEER);
        assertThat(new ClientAddress(1).of("0:0:0:0:0:0:0:1", List.of())).isEqualTo("0:0:0:0:0:0:0:1");
    }
}
