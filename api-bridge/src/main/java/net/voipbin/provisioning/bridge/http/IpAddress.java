package net.voipbin.provisioning.bridge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 address. Immutable. */
public final class IpAddress {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9a-fA-F:.]{2,45}");

    private final InetAddress address;

    private IpAddress(InetAddress address) {
        this.address = address;
    }

    /** Empty where the text is no address; names are never looked up. An IPv4 address mapped into IPv6 is that one. */
    public static Optional<IpAddress> parse(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // Of these two forms Java takes no text for a name.
            return Optional.of(new IpAddress(InetAddress.getByName(text)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The address's bytes: 4 of IPv4, 16 of IPv6. */
    public byte[] bytes() {
        return address.getAddress();
    }

    /** The address in Java's notation: equal addresses have equal texts. */
    @Override
    public String toString() {
        return address.getHostAddress();
    }
}
