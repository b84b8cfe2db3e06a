package net.voipbin.provisioning.bridge.http;

import java.util.List;
import java.util.Optional;

/**
 * Where a request comes from. Immutable.
 *
 * @param trustedProxies how many proxies stand in front of the bridge, each of which appends the address that it was
 *     called from to X-Forwarded-For; what clients themselves put in front of that counts for nothing
 */
public record ClientAddress(int trustedProxies) {

    public static final String HEADER = "X-Forwarded-For";

    /**
     * The client's address as the outermost of the proxies saw it.
     *
     * @param peer who opened the connection: the client where there is no proxy, or the header isn't as proxies make it
     * @param forwarded all values of the header, in their order
     */
    public String of(String peer, List<String> forwarded) {
        Optional<String> named = trustedProxies == 0 ? Optional.empty() : named(forwarded);
        return named.flatMap(IpAddress::parse)
                .or(() -> IpAddress.parse(peer))
                .map(IpAddress::toString)
                .orElse(peer);
    }

    private Optional<String> named(List<String> forwarded) {
        String[] addresses = String.join(",", forwarded).split(",", -1);
        return addresses.length < trustedProxies
                ? Optional.empty()
                : Optional.of(addresses[addresses.length - trustedProxies].strip());
    }
}
