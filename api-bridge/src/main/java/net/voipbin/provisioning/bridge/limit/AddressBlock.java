package net.voipbin.provisioning.bridge.limit;

import java.util.Arrays;
import java.util.HexFormat;
import net.voipbin.provisioning.bridge.http.IpAddress;

/** The addresses that one client can be taken to hold: an IPv4 address, or 64 bits of an IPv6 one. */
public final class AddressBlock {

    private static final int IPV6_BYTES = 16;
    private static final int PREFIX_BYTES = 8;

    private AddressBlock() {}

    /** The block's name; for what is no address, that itself. */
    public static String of(String address) {
        return IpAddress.parse(address)
                .map(IpAddress::bytes)
                .filter(bytes -> bytes.length == IPV6_BYTES)
                .map(bytes -> HexFormat.of().formatHex(Arrays.copyOf(bytes, PREFIX_BYTES)) + "/64")
                .orElse(address);
    }
}
